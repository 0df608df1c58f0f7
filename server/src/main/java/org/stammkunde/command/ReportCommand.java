package org.stammkunde.command;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stammkunde.events.Projector;
import org.stammkunde.events.SetAside;
import org.stammkunde.insights.Report;
import org.stammkunde.insights.ReportJson;
import org.stammkunde.insights.ReportQuery;
import org.stammkunde.insights.Reports;
import org.stammkunde.insights.Rule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        description = {
            "Shows customers, orders and revenue, how they are spread, who is loyal and who is best.",
            "",
            "Revenue is net of refunds and credit notes and includes guests; figures about customers leave guests out. With"
                    + " --rule A only lines with quantity and price above zero of known customers count, to six decimals,"
                    + " as in many published figures.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  stammkunde report --lang de",
            "  stammkunde report --json --as-of 2024-12-31 --currency EUR"
        })
final class ReportCommand implements Callable<Integer> {

    private static final String GERMAN = "de";

    @Spec private CommandSpec command = CommandSpec.create();

    @Mixin private DataOption data = new DataOption();

    @Option(names = "--json", description = "print all figures as JSON, with their definitions")
    private boolean json;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description = "which purchases count: net (default) or A")
    private String rule = Rule.NET.id();

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description =
                    "whose orders count, such as EUR; otherwise the merchant's currency, or where no order has it, the"
                            + " currency of most orders")
    private @Nullable String currency;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description =
                    "the last day that counts, such as 2024-12-31; otherwise that of the newest order")
    private @Nullable String asOf;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            description = "de or en; otherwise that of the terminal")
    private @Nullable String language;

    @Override
    public Integer call() {
        ReportQuery query = new ReportQuery(rule(), currency(), asOf());
        Wording wording = wording();
        try (var installation = Installation.open(data.existingFolder())) {
            installation.bean(Projector.class).catchUp();
            Report report = installation.bean(Reports.class).report(query);
            print(report, installation.bean(SetAside.class).count(), wording);
        }
        return ExitCode.DONE;
    }

    private void print(Report report, long setAside, Wording wording) {
        String text =
                json
                        ? ReportJson.write(report) + "\n"
                        : new ReportText(report, setAside, wording, Ansi.AUTO).toString();
        // always UTF-8: with an unset locale Java would print question marks
        System.out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private Rule rule() {
        for (Rule known : Rule.values()) {
            if (known.id().equalsIgnoreCase(rule)) {
                return known;
            }
        }
        throw wrong("rule `%s` is unknown; there are `net` and `A`".formatted(rule));
    }

    private @Nullable Currency currency() {
        if (currency == null) {
            return null;
        }
        try {
            return Currency.getInstance(currency.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw wrong(
                    "currency `%s` is unknown; use a code of ISO 4217 such as EUR"
                            .formatted(currency));
        }
    }

    private @Nullable LocalDate asOf() {
        try {
            return asOf == null ? null : LocalDate.parse(asOf);
        } catch (DateTimeParseException notADate) {
            throw wrong("`%s` is no date; write it like 2024-12-31".formatted(asOf));
        }
    }

    private Wording wording() {
        String wanted = language == null ? Locale.getDefault().getLanguage() : language;
        if (language != null && !wanted.equals(GERMAN) && !wanted.equals("en")) {
            throw wrong("language `%s` is unknown; there are `de` and `en`".formatted(language));
        }
        return Wording.of(wanted.equals(GERMAN) ? Locale.GERMANY : Locale.US);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
