package dendro.demo.world;

/** A merchant as of the moment the chronicle has reached; belongs to the one world being told. */
final class Merchant {

    final String id;
    final Category category;

    String city;

    Merchant(String id, Category category, String city) {
        this.id = id;
        this.category = category;
        this.city = city;
    }
}
