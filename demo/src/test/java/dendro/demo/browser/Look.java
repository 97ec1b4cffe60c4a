package dendro.demo.browser;

/**
 * The screen somebody sits before.
 *
 * @param dark whether their system prefers dark colours
 */
record Look(int width, int height, boolean dark) {

    static final Look LAPTOP = new Look(1280, 860, false);
    static final Look PHONE = new Look(390, 844, false);

    Look inTheDark() {
        return new Look(width, height, true);
    }
}
