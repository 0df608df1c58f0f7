package org.stammkunde.command;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.stammkunde.insights.Report;
import org.stammkunde.insights.Report.TopCustomer;

/** What the demo says on the terminal, in German or English. */
final class DemoText {

    private static final String ROW = "  %-28s %8s %8s %14s%n";

    private final MessageSource messages;
    private final Locale locale;

    DemoText(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /** The loyal customers and how revenue is spread. */
    String summary(Report report) {
        return Stream.of(totals(report), loyalCustomers(report), concentration(report))
                .collect(Collectors.joining("\n\n"));
    }

    private String totals(Report report) {
        return text(
                "demo.totals",
                report.totals().customers(),
                report.totals().orders(),
                money(report.totals().revenue(), report.basis().currency()));
    }

    private String loyalCustomers(Report report) {
        List<TopCustomer> best =
                report.topCustomers().byScore().stream().filter(TopCustomer::loyal).toList();
        StringBuilder table = new StringBuilder();
        table.append(
                text(
                        "demo.loyal",
                        report.loyalty().loyalCustomers(),
                        percent(report.loyalty().loyalRevenueShare())));
        table.append("\n\n");
        table.append(
                ROW.formatted(
                        text("demo.loyal.name"),
                        text("demo.loyal.score"),
                        text("demo.loyal.orders"),
                        text("demo.loyal.revenue")));
        for (TopCustomer customer : best) {
            table.append(row(customer, report.basis().currency()));
        }
        return table.toString().stripTrailing();
    }

    private String row(TopCustomer customer, Currency currency) {
        String name = customer.name() == null ? "#" + customer.customer() : customer.name();
        return ROW.formatted(
                name,
                customer.activityPoints() == null ? "" : number(customer.activityPoints()),
                NumberFormat.getIntegerInstance(locale).format(customer.orders()),
                money(customer.revenue(), currency));
    }

    private String concentration(Report report) {
        Integer customers = report.spread().customersForEightyPercent();
        return text(
                "demo.concentration",
                customers == null ? "–" : customers,
                percent(report.spread().customersForEightyPercentShare()),
                percent(report.spread().topTwentyShare()));
    }

    private String number(BigDecimal value) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setRoundingMode(RoundingMode.HALF_UP);
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return format.format(value);
    }

    private String money(BigDecimal amount, Currency currency) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(amount);
    }

    private String percent(@Nullable BigDecimal share) {
        if (share == null) {
            return "–";
        }
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setRoundingMode(RoundingMode.HALF_UP);
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }
}
