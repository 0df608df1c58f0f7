package org.stammkunde.insights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.stammkunde.engine.CohortTally;
import org.stammkunde.engine.PurchaseTally;
import org.stammkunde.engine.RetentionTally;
import org.stammkunde.engine.Sums;

/**
 * Everything a report needs of the purchases, gathered in one pass over them.
 *
 * <p>The purchases of one customer must come together; those of guests may come anywhere. Memory:
 * 32 bytes per customer, and the purchases of the customer at hand.
 */
final class Purchases {

    /** Stands for a buyer who is no known customer; customers are numbered from 1. */
    static final long GUEST = 0;

    /**
     * A document of one day: an order, or a credit note, which counts zero orders.
     *
     * @param day counted from the scope's first day, 0 or more
     * @param month its number in the scope
     * @param orders 1 or 0
     * @param units revenue, negative on credit notes
     */
    private record Document(int day, int month, int orders, long units) {}

    private final Scope scope;

    /** The number of the month of each day of the scope. */
    private final int[] monthOfDay;

    private final MonthSums[] months;
    private final CustomerColumns customers = new CustomerColumns();
    private final CohortTally cohorts;
    private final RetentionTally retention;
    private final List<Document> documents = new ArrayList<>();
    private PurchaseTally tally = PurchaseTally.NOBODY;
    private long buyer = GUEST;
    private long guestOrders;
    private long customersWithoutOrder;
    private long unitsWithoutOrder;

    Purchases(Scope scope) {
        this.scope = scope;
        monthOfDay = scope.days().mapToInt(scope::monthOf).toArray();
        months = Stream.generate(MonthSums::new).limit(scope.months()).toArray(MonthSums[]::new);
        cohorts = new CohortTally(scope.months());
        retention = new RetentionTally(scope.quarters());
    }

    /**
     * Adds one document.
     *
     * @param customer the buyer's number, {@link #GUEST} for none
     * @param day counted from the scope's first day, 0 or more
     * @param orders 1 for an order, 0 for a credit note or a cancelled order
     * @param units revenue in the scope's unit
     */
    void add(long customer, int day, int orders, long units) {
        if (customer != buyer) {
            close();
            buyer = customer;
        }
        Document document = new Document(day, monthOfDay[day], orders, units);
        if (customer == GUEST) {
            addGuest(document);
        } else {
            documents.add(document);
        }
    }

    private void addGuest(Document document) {
        MonthSums month = months[document.month];
        month.orders += document.orders;
        month.guestUnits = Sums.capped(month.guestUnits, document.units);
        guestOrders += document.orders;
    }

    /** Takes in what was added last. Call once after all documents; more may follow. */
    void close() {
        if (!documents.isEmpty()) {
            BitSet active = activeMonths();
            documents.forEach(document -> addToMonth(document, active.nextSetBit(0)));
            if (active.isEmpty()) {
                customersWithoutOrder++;
                unitsWithoutOrder = Sums.capped(unitsWithoutOrder, units());
            } else {
                addCustomer(active);
            }
        }
        documents.clear();
        buyer = GUEST;
    }

    private BitSet activeMonths() {
        BitSet active = new BitSet(months.length);
        documents.stream().filter(each -> each.orders > 0).forEach(each -> active.set(each.month));
        return active;
    }

    /** A customer is new in the calendar month of the first order and returning in all others. */
    private void addToMonth(Document document, int firstMonth) {
        MonthSums month = months[document.month];
        month.orders += document.orders;
        if (document.month == firstMonth) {
            month.newUnits = Sums.capped(month.newUnits, document.units);
        } else {
            month.returningUnits = Sums.capped(month.returningUnits, document.units);
        }
    }

    private void addCustomer(BitSet active) {
        int[] days =
                documents.stream()
                        .filter(each -> each.orders > 0)
                        .mapToInt(Document::day)
                        .sorted()
                        .distinct()
                        .toArray();
        BitSet quarters = quarters(active);
        int orders = documents.stream().mapToInt(Document::orders).sum();
        customers.add(
                buyer,
                units(),
                orders,
                days.length,
                quarters.cardinality(),
                monthOfDay.length - days[days.length - 1]);
        tally = tally.plus(PurchaseTally.customer(orders, days.length));
        months[active.nextSetBit(0)].newCustomers++;
        active.stream().forEach(month -> months[month].activeCustomers++);
        cohorts.add(active);
        retention.add(quarters);
    }

    private long units() {
        return documents.stream().mapToLong(Document::units).reduce(0, Sums::capped);
    }

    private BitSet quarters(BitSet active) {
        BitSet quarters = new BitSet(scope.quarters());
        active.stream().map(scope::quarterOfMonth).forEach(quarters::set);
        return quarters;
    }

    CustomerColumns customers() {
        return customers;
    }

    /** Customers and their orders, without guests. */
    PurchaseTally tally() {
        return tally;
    }

    CohortTally cohorts() {
        return cohorts;
    }

    /** Activity by calendar quarter. */
    RetentionTally retention() {
        return retention;
    }

    MonthSums month(int month) {
        return months[month];
    }

    long orders() {
        return Arrays.stream(months).mapToLong(month -> month.orders).sum();
    }

    long units(ToLongFunction<MonthSums> part) {
        return Arrays.stream(months).mapToLong(part).reduce(0, Sums::capped);
    }

    long guestOrders() {
        return guestOrders;
    }

    /** Customers of whom only credit notes or cancelled orders are known. */
    long customersWithoutOrder() {
        return customersWithoutOrder;
    }

    long unitsWithoutOrder() {
        return unitsWithoutOrder;
    }
}
