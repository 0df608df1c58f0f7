package org.stammkunde.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.ImportRefused;
import org.stammkunde.collect.files.ImportRequest;
import org.stammkunde.collect.files.ImportResult;
import org.stammkunde.collect.files.OrderImport;
import org.stammkunde.collect.imports.Imports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        sortOptions = false,
        description = {
            "Imports files of orders, customers or products: CSV, TSV or XLSX, also gzip, one row"
                    + " per line of an order, per order, per customer or per product.",
            "The same file again changes nothing, a corrected one corrects. Stopped halfway, the"
                    + " same command finishes the rest."
        })
final class ImportCommand implements Callable<Integer> {

    @Spec private CommandSpec command = CommandSpec.create();
    @Mixin private DataOption data = new DataOption();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "files of orders, customers or products")
    private List<Path> files = List.of();

    @Option(
            names = "--dry-run",
            description = "shows how the columns are understood and what would happen")
    private boolean dryRun;

    @Option(
            names = "--map",
            paramLabel = "FIELD=COLUMN",
            description = {
                "which column is a field, by name or number from 1; FIELD= takes a proposal away.",
                "Fields: order-number, placed-at, placed-time, customer, card, email, phone, sku,"
                        + " product, category, quantity, unit-price, discount, line-total, order-total,"
                        + " currency, status, kind, channel, first-name, last-name, name, street,"
                        + " postal-code, city, country, birthday; of products: sku, product, category,"
                        + " unit-price, currency, handle, variant, brand, sale-price, cost, tax-rate,"
                        + " stock, active, image, link, valid-from"
            })
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--mapping",
            paramLabel = "NAME|FILE",
            description =
                    "a saved mapping, or a ready-made one: shopify-orders, woocommerce-analytics,"
                            + " woocommerce-orders, shopify-products, woocommerce-products, uci-online-retail, cdnow, cdnow-sample")
    private @Nullable String mapping;

    @Option(
            names = "--save-mapping",
            paramLabel = "FILE",
            description = "keeps the mapping for the next file of this kind")
    private @Nullable Path saveMapping;

    @Option(
            names = "--word",
            paramLabel = "FIELD:WORD=MEANING",
            description = {
                "what a word means, such as status:offen=completed, kind:Storno=credit,"
                        + " channel:Messe=store"
            })
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--partial",
            description = "imports orders without their rejected rows instead of rejecting them")
    private boolean partial;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "where the row report goes (default: FILE.rejected.csv beside the file)")
    private @Nullable Path report;

    @Option(names = "--json", description = "prints the figures as one line of JSON")
    private boolean json;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description =
                    "orders, customers or products; otherwise customers where no column says orders or"
                            + " amounts, products where none says that somebody ordered")
    private @Nullable String kind;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "the shop or till the orders belong to (default: from the file's name)")
    private @Nullable String source;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "whose customer numbers these are (default: the source's)")
    private @Nullable String namespace;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description = "of amounts without one (default: the merchant's)")
    private @Nullable String currency;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description =
                    "of times without offset, such as Europe/Berlin (default: the merchant's)")
    private @Nullable String zone;

    @Option(
            names = "--region",
            paramLabel = "COUNTRY",
            description = "country of phone numbers without country code (default: by the zone)")
    private @Nullable String region;

    @Option(
            names = "--channel",
            paramLabel = "WORD",
            description = "of orders without one: online, store, phone … (default: online)")
    private @Nullable String channel;

    @Option(
            names = "--credit-prefix",
            paramLabel = "TEXT",
            description = "orders whose number starts so are credit notes")
    private @Nullable String creditPrefix;

    @Option(
            names = "--decimals",
            paramLabel = "STYLE",
            description = "german (1.234,56) or english (1,234.56); otherwise by column")
    private @Nullable String decimals;

    @Option(
            names = "--dates",
            paramLabel = "ORDER",
            description = "day-first or month-first in dates such as 3/4/2026; otherwise by column")
    private @Nullable String dates;

    @Option(
            names = "--delimiter",
            paramLabel = "NAME",
            description = "comma, semicolon, tab, bar or spaces; otherwise found out")
    private @Nullable String delimiter;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description = "such as UTF-8, windows-1252 or UTF-16LE; otherwise found out")
    private @Nullable String charset;

    @Option(
            names = "--header",
            paramLabel = "yes|no",
            description = "whether the first row holds names; otherwise found out")
    private @Nullable String header;

    @Override
    public Integer call() {
        try (var installation = Installation.open(data.folder())) {
            return importAll(
                    installation.bean(OrderImport.class), installation.bean(Imports.class));
        } catch (ImportRefused refused) {
            command.commandLine().getErr().println("stammkunde: " + refused.getMessage());
            return switch (refused.blame()) {
                case USE -> ExitCode.WRONG_USE;
                case CIRCUMSTANCES -> ExitCode.CANNOT_RUN;
            };
        }
    }

    private int importAll(OrderImport orders, Imports imports) {
        ImportText text = new ImportText(command.commandLine().getOut(), json);
        List<ImportRequest> requests = files.stream().map(this::request).toList();
        for (ImportRequest request : requests) {
            // every file is looked at before the first one changes anything
            text.plan(request.file(), orders.plan(request), dryRun);
        }
        for (ImportRequest request : requests) {
            try (ImportProgressDisplay display =
                    ImportProgressDisplay.on(command.commandLine().getErr(), request.file())) {
                ImportResult result =
                        dryRun
                                ? orders.rehearse(request, display::show)
                                : imports.run(
                                        request, System.getProperty("user.name"), display::show);
                display.close();
                text.result(request.file(), result, dryRun);
            }
        }
        text.end(dryRun);
        return text.hasRejected() ? ExitCode.DONE_WITH_COMPLAINTS : ExitCode.DONE;
    }

    private ImportRequest request(Path file) {
        return new ImportRequest(
                file,
                mapping,
                columns,
                words,
                settings(),
                partial,
                report,
                saveMapping,
                data.folder().resolve("temporary"),
                null);
    }

    private Map<String, String> settings() {
        Map<String, @Nullable String> given = new LinkedHashMap<>();
        given.put("kind", kind);
        given.put("source", source);
        given.put("namespace", namespace);
        given.put("currency", currency);
        given.put("zone", zone);
        given.put("region", region);
        given.put("channel", channel);
        given.put("credit-prefix", creditPrefix);
        given.put("decimals", decimals);
        given.put("dates", dates);
        given.put("delimiter", delimiter);
        given.put("charset", charset);
        given.put("header", header);
        Map<String, String> settings = new LinkedHashMap<>();
        given.forEach((key, value) -> {
            if (value != null) {
                settings.put(key, value);
            }
        });
        return settings;
    }
}
