package org.stammkunde.example;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A made-up German retailer of coffee, tea and things for the table, with a web shop and stores in
 * Cologne and Leipzig.
 */
public final class ExampleMerchant {

    /** What the merchant is called. */
    public static final String NAME = "Ahorn & Söhne";

    /** Passers-by for each hundred purchases with a card or account in a store. */
    private static final int PASSERS_BY_PERCENT = 22;

    private final ExamplePlan plan;
    private final List<Person> people;
    private final List<Sale> sales;
    private final List<Activities.Message> messages;

    private ExampleMerchant(
            ExamplePlan plan,
            List<Person> people,
            List<Sale> sales,
            List<Activities.Message> messages) {
        this.plan = plan;
        this.people = people;
        this.sales = sales;
        this.messages = messages;
    }

    /** Makes everything that the plan decides. */
    public static ExampleMerchant of(ExamplePlan plan) {
        Catalog catalog = new Catalog();
        Shopping shopping = new Shopping(plan, catalog);
        Activities activities = new Activities(plan, catalog);
        List<Person> people = new Population(plan).people();
        List<Sale> sales = new ArrayList<>();
        List<Activities.Message> messages = new ArrayList<>();
        for (Person person : people) {
            List<Sale> own = shopping.of(person);
            sales.addAll(own);
            messages.addAll(activities.of(person, own));
        }
        sales.addAll(shopping.ofPassersBy(passersBy(sales)));
        // both sorts are stable, so what happens in the same second keeps its order
        sales.sort(Comparator.comparing(Sale::at));
        messages.sort(Comparator.comparing(Activities.Message::at));
        return new ExampleMerchant(plan, people, sales, messages);
    }

    private static int passersBy(List<Sale> sales) {
        long inStores = sales.stream().filter(sale -> sale.place() != Sale.Place.WEB_SHOP).count();
        return Math.toIntExact(inStores * PASSERS_BY_PERCENT / 100);
    }

    /**
     * Writes everything into the folder, which is created where it is missing; files in it of the
     * same names are replaced.
     */
    public ExampleFiles write(Path folder) throws IOException {
        ExampleFiles files = ExampleFiles.in(Files.createDirectories(folder));
        OrderFiles.writeWebShop(files.webShop(), at(Sale.Place.WEB_SHOP));
        OrderFiles.writeTill(files.storeCologne(), "K", at(Sale.Place.COLOGNE));
        OrderFiles.writeTill(files.storeLeipzig(), "L", at(Sale.Place.LEIPZIG));
        writeLines(files.activities(), messages.stream().map(message -> message.body().toString()));
        writeLines(files.truth(), Truth.of(plan, people, sales).lines());
        return files;
    }

    List<Person> people() {
        return people;
    }

    List<Sale> sales() {
        return sales;
    }

    List<Activities.Message> messages() {
        return messages;
    }

    private List<Sale> at(Sale.Place place) {
        return sales.stream().filter(sale -> sale.place() == place).toList();
    }

    private static void writeLines(Path file, java.util.stream.Stream<String> lines)
            throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                writer.write(line);
                writer.write('\n');
            }
        }
    }

    /** In a few words what there is. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %,d people, %,d sales, %,d activities",
                NAME,
                people.size(),
                sales.size(),
                messages.size());
    }
}
