package dendro.demo;

/** Where to look while the demo runs. */
final class WhereToLook {

    private WhereToLook() {}

    static String text(DemoSettings settings) {
        DemoSettings.Ports ports = settings.ports();
        String queryService = "http://127.0.0.1:" + ports.queryService().number();
        return """

                Where to look
                  saved queries    http://127.0.0.1:%d
                  databases        %s/v1/databases
                  one customer     %s/v1/databases/customers/entity?attribute=customer/id&value=cus-quercus
                  as he was        the same with &as-of=YYYY-11-15T13:37:42.108Z of last year
                  where from       %s/v1/databases/customers/entity/history?attribute=customer/id&value=cus-quercus
                  health, metrics  http://127.0.0.1:%d, http://127.0.0.1:%d and http://127.0.0.1:%d
                  topics           %s, %s, %s at 127.0.0.1:%d
                  models           %s
                  logs             %s
                Scores go on below; Ctrl-C stops everything.
                """.formatted(
                        ports.savedQueries().number(),
                        queryService,
                        queryService,
                        queryService,
                        ports.queryServiceAdmin().number(),
                        ports.savedQueriesAdmin().number(),
                        ports.modelServiceAdmin().number(),
                        Topics.PURCHASES,
                        Topics.SCORES,
                        Topics.DEAD_LETTERS,
                        ports.kafka().number(),
                        settings.home().models(),
                        settings.home().logs());
    }
}
