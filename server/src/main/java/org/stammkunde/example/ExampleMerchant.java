package org.stammkunde.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A made-up German retailer of coffee, tea and things for the table, with a web shop and stores in
 * Cologne and Leipzig.
 *
 * <p>Everybody's life is made from their number alone, by as many threads as there are processors,
 * and goes into files sorted by time: memory does not grow with the number of people. Thread-safe.
 */
public final class ExampleMerchant {

    /** What the merchant is called. */
    public static final String NAME = "Ahorn & Söhne";

    /** So many lives are made at a time by one thread. */
    private static final int PORTION = 250;

    private final ExamplePlan plan;
    private final Catalog catalog;
    private final Campaigns campaigns;
    private final Population population;
    private final Shopping shopping;
    private final Activities activities;

    /** The merchant of the plan. */
    public ExampleMerchant(ExamplePlan plan) {
        this.plan = plan;
        this.catalog = new Catalog();
        this.campaigns = new Campaigns(plan.from(), plan.until());
        this.population = new Population(plan);
        this.shopping = new Shopping(plan, catalog, campaigns);
        this.activities = new Activities(plan, catalog, campaigns);
    }

    /**
     * What was written.
     *
     * @param customers people who buy and can be known
     * @param sales orders, receipts and credit notes
     * @param activities messages of the tracking API
     */
    public record Written(ExampleFiles files, int customers, long sales, long activities) {

        /** In a few words what there is. */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s: %,d customers, %,d sales, %,d activities",
                    NAME,
                    customers,
                    sales,
                    activities);
        }
    }

    /**
     * Writes everything into the folder, which is created where it is missing; files in it of the
     * same names are replaced. Needs as much room again for temporary files.
     */
    public Written write(Path folder) throws IOException {
        try (ExampleWriter writer = new ExampleWriter(folder, plan)) {
            writer.writeCatalog(catalog.all());
            writer.writeCampaigns(campaigns.all());
            portions()
                    .gather(Gatherers.mapConcurrent(processors(), this::texts))
                    .forEach(texts -> add(writer, texts));
            return writer.finish();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    /** Everybody's life, in the order of their numbers. */
    Stream<Life> lives() {
        return numbers().mapToObj(this::life);
    }

    /** The life of the person with that number, from 1. */
    Life life(int number) {
        Person person = population.person(number);
        Shopping.Purchases purchases = shopping.of(person);
        return new Life(
                person,
                purchases.history().left(),
                purchases.sales(),
                shopping.ofPassersBy(number, purchases.sales()),
                activities.of(person, purchases.sales()));
    }

    private IntStream numbers() {
        return IntStream.rangeClosed(1, plan.customers());
    }

    private Stream<List<Integer>> portions() {
        return numbers().boxed().gather(Gatherers.windowFixed(PORTION));
    }

    private List<ExampleWriter.Texts> texts(List<Integer> numbers) {
        return numbers.stream().map(number -> ExampleWriter.Texts.of(life(number))).toList();
    }

    private static void add(ExampleWriter writer, List<ExampleWriter.Texts> portion) {
        try {
            for (ExampleWriter.Texts texts : portion) {
                writer.add(texts);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}
