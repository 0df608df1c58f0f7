package org.stammkunde.customers;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.web.Texts;

/** What later modules add to customers: figures and groups, one query for each of them. */
@Component
class Additions {

    private final JdbcClient jdbc;
    private final List<CustomerColumn> columns;
    private final List<CustomerGroup> groups;

    Additions(JdbcClient jdbc, List<CustomerColumn> columns, List<CustomerGroup> groups) {
        this.jdbc = jdbc;
        this.columns = List.copyOf(columns);
        this.groups = List.copyOf(groups);
    }

    /**
     * What was added to one customer.
     *
     * @param figures in the order of the columns, empty where there is none
     * @param groups names of the groups the customer is in
     */
    record Added(List<Optional<Figure>> figures, List<String> groups) {}

    /** A figure as a number and as people read it. */
    record Figure(BigDecimal value, String shown) {}

    List<CustomerColumn> columns() {
        return columns;
    }

    Optional<CustomerColumn> column(String key) {
        return columns.stream().filter(column -> column.key().equals(key)).findFirst();
    }

    List<CustomerGroup> groups() {
        return groups;
    }

    /** What was added to each of the customers. */
    Map<Long, Added> of(Collection<Long> customers, Texts texts) {
        Long[] numbers = customers.toArray(Long[]::new);
        List<Map<Long, Figure>> figures =
                columns.stream().map(column -> figures(column, numbers, texts)).toList();
        Map<String, Set<Long>> members = new HashMap<>();
        groups.forEach(group -> members.put(group.title(texts), members(group, numbers)));
        return customers.stream()
                .collect(
                        Collectors.toMap(
                                Function.identity(),
                                customer -> added(customer, figures, members)));
    }

    private static Added added(
            Long customer, List<Map<Long, Figure>> figures, Map<String, Set<Long>> members) {
        List<String> groups = new ArrayList<>();
        members.forEach((title, numbers) -> {
            if (numbers.contains(customer)) {
                groups.add(title);
            }
        });
        return new Added(
                figures.stream().map(values -> Optional.ofNullable(values.get(customer))).toList(),
                groups);
    }

    private Map<Long, Figure> figures(CustomerColumn column, Long[] customers, Texts texts) {
        Map<Long, Figure> figures = new HashMap<>();
        jdbc.sql(
                        "select customer, value from (%s) added where customer = any(:customers)"
                                .formatted(column.query()))
                .param("customers", customers)
                .query(row -> {
                    figures.put(
                            row.getLong("customer"), figure(column, row.getLong("value"), texts));
                });
        return figures;
    }

    private static Figure figure(CustomerColumn column, long value, Texts texts) {
        BigDecimal unit = BigDecimal.valueOf(column.unit());
        BigDecimal number = BigDecimal.valueOf(value).divide(unit, MathContext.DECIMAL64);
        return new Figure(number, column.format(value, texts));
    }

    private Set<Long> members(CustomerGroup group, Long[] customers) {
        return new HashSet<>(
                jdbc.sql(
                                "select customer from (%s) member where customer = any(:customers)"
                                        .formatted(group.query()))
                        .param("customers", customers)
                        .query(Long.class)
                        .list());
    }
}
