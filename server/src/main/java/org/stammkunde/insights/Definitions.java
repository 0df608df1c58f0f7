package org.stammkunde.insights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stammkunde.engine.Definition;
import org.stammkunde.insights.Report.Meaning;
import org.stammkunde.insights.Report.OtherCurrency;

/** What the figures of a report mean, by their key in JSON. */
final class Definitions {

    private final Map<String, Meaning> meanings = new LinkedHashMap<>();

    private Definitions() {}

    static Map<String, Meaning> of(
            Scope scope, String zone, List<OtherCurrency> others, Definition clvFormula) {
        Definitions definitions = new Definitions();
        definitions.rule(scope.rule());
        definitions.surroundings(scope, zone, others);
        definitions.totals();
        definitions.customers(scope.rule());
        definitions.put("clv.byOrders", Definition.CLV_ORDERS);
        definitions.put("clv.byLifespan", Definition.CLV_LIFESPAN);
        definitions.put("clv.discountedStart", Definition.CLV_DISCOUNTED_START);
        definitions.put("clv.discountedEnd", Definition.CLV_DISCOUNTED_END);
        definitions.put("clv.lifespanQuarters", Definition.LIFESPAN);
        definitions.topByClv(clvFormula);
        return definitions.meanings;
    }

    private void rule(Rule rule) {
        switch (rule) {
            case NET -> {
                put(
                        "orders",
                        "orders-not-cancelled",
                        "orders that were not cancelled, those of guests included; credit notes are no orders");
                put(
                        "revenue",
                        "revenue-net",
                        "totals of orders that were not cancelled, less refunds, less credit notes; a refund counts on"
                                + " the day of its order, a credit note without an order on its own day; guests included");
            }
            case A -> {
                put(
                        "orders",
                        "orders-rule-a",
                        "orders of known customers, not cancelled, with at least one line whose quantity and price are"
                                + " above zero; no credit notes");
                put(
                        "revenue",
                        "revenue-rule-a",
                        "sum of quantity x unit price over those lines, each rounded half up to the sixth decimal where it has"
                                + " more; refunds, discounts and guests are left out");
            }
        }
    }

    private void surroundings(Scope scope, String zone, List<OtherCurrency> others) {
        put("currency", "one-currency", currencies(scope, others));
        put(
                "asOf",
                "days-in-merchant-zone",
                "days and months begin at midnight in "
                        + zone
                        + "; the last day that counts is "
                        + scope.lastDay());
        put(
                "rounding",
                "rounding-six-decimals",
                "an order is rounded once to minor units of its currency when it is recorded (not by rule A); sums are"
                        + " exact; quotients are rounded once, half even, to six decimals");
    }

    private static String currencies(Scope scope, List<OtherCurrency> others) {
        String code = scope.currency().getCurrencyCode();
        return others.isEmpty()
                ? "only orders in " + code + ", and there are no others"
                : others.stream()
                        .map(other -> other.orders() + " in " + other.currency())
                        .collect(
                                Collectors.joining(
                                        ", ", "only orders in " + code + "; left out: ", ""));
    }

    private void totals() {
        put("aov", Definition.AVERAGE_ORDER_VALUE);
        put("ordersPerCustomer", Definition.ORDERS_PER_CUSTOMER);
        put("repeatPurchaseRate", Definition.REPEAT_PURCHASE_RATE);
        put("repeatPurchaseRateByDays", Definition.REPEAT_PURCHASE_RATE_BY_DAYS);
        put("topTwentyShare", Definition.TOP_SHARE);
        put("customersForEightyPercent", Definition.CUSTOMERS_FOR_SHARE);
        put("gini", Definition.GINI);
        put("lorenz", Definition.LORENZ_CURVE);
    }

    private void customers(Rule rule) {
        put(
                "customers",
                "customers-with-order",
                "customers with at least one such order; guests are nobody's orders and no customers");
        put(
                "guestRevenueShare",
                "guest-revenue-share",
                "revenue of orders that name no customer / revenue");
        put(
                "loyalCustomers",
                "loyal-segment-now",
                "members of the segment treue-kunden as it stands now, with or without orders");
        put(
                "loyalRevenueShare",
                "loyal-revenue-share",
                "revenue of these customers / revenue, guests included");
        put(
                "months",
                "new-by-first-order-month",
                "a customer is new in the calendar month of the first order and returning in all others");
        put("retention.strict", Definition.RETENTION_STRICT);
        put("retention.textbook", Definition.RETENTION_TEXTBOOK);
        put("cohorts", Definition.COHORTS);
        put("rfm", rule == Rule.A ? Definition.RFM_RANK : Definition.RFM_VALUE_THRESHOLDS);
    }

    private void topByClv(Definition formula) {
        if (formula == Definition.CLV_LIFESPAN) {
            put(
                    "topCustomers.byClv",
                    formula.id(),
                    formula.text()
                            + "; a customer's own quarters with an order count where they are more than the average"
                            + " lifespan");
        } else {
            put("topCustomers.byClv", formula);
        }
    }

    private void put(String key, Definition definition) {
        put(key, definition.id(), definition.text());
    }

    private void put(String key, String id, String text) {
        meanings.put(key, new Meaning(id, text));
    }
}
