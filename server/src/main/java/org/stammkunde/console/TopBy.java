package org.stammkunde.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stammkunde.insights.Report.TopCustomer;
import org.stammkunde.insights.Report.TopCustomers;

/** What the best customers are chosen by. */
enum TopBy {
    REVENUE(TopCustomers::byRevenue),
    CLV(TopCustomers::byClv),
    SCORE(TopCustomers::byScore);

    private final Function<TopCustomers, List<TopCustomer>> list;

    TopBy(Function<TopCustomers, List<TopCustomer>> list) {
        this.list = list;
    }

    List<TopCustomer> of(TopCustomers all) {
        return list.apply(all);
    }

    /** Stable name in addresses and texts. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<TopBy> ofKey(String key) {
        return Stream.of(values()).filter(by -> by.key().equals(key)).findFirst();
    }

    static String keys() {
        return Stream.of(values()).map(TopBy::key).collect(Collectors.joining(", "));
    }
}
