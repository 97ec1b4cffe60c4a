package dendro.demo.world;

import java.util.List;

/** The cities, jobs and names of the demo world. */
final class Vocabulary {

    static final List<String> CITIES = List.of(
            "São Paulo",
            "Richmond",
            "Recife",
            "Curitiba",
            "Belém",
            "Salvador",
            "Lisbon",
            "Rosario",
            "Porto Alegre",
            "Durham");

    static final List<String> JOBS =
            List.of("Baker", "Engineer", "Nurse", "Teacher", "Driver", "Carpenter", "Musician", "Librarian");

    static final List<String> FIRST_NAMES = List.of(
            "Ada",
            "Benedito",
            "Clara",
            "Davi",
            "Elis",
            "Florbela",
            "Graciliano",
            "Hilda",
            "Iara",
            "Joaquim",
            "Lygia",
            "Machado",
            "Nise",
            "Olga",
            "Paulo",
            "Rosa",
            "Sophia",
            "Tarsila",
            "Vinicius",
            "Zelia");

    static final List<String> LAST_NAMES = List.of(
            "Almeida",
            "Barbosa",
            "Cardoso",
            "Duarte",
            "Esteves",
            "Fonseca",
            "Guimaraes",
            "Lispector",
            "Moraes",
            "Nogueira",
            "Oliveira",
            "Pereira",
            "Queiroz",
            "Ramos",
            "Sampaio",
            "Teixeira",
            "Valadares",
            "Xavier");

    static final List<String> TREES = List.of(
            "Acacia",
            "Betula",
            "Cedrus",
            "Dalbergia",
            "Eucalyptus",
            "Fagus",
            "Ginkgo",
            "Hevea",
            "Ilex",
            "Juglans",
            "Larix",
            "Magnolia",
            "Nothofagus",
            "Olea",
            "Pinus",
            "Robinia",
            "Salix",
            "Tilia",
            "Ulmus",
            "Zelkova");

    private Vocabulary() {}
}
