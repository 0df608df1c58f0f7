package org.stammkunde.example;

import java.nio.file.Path;

/**
 * The files that hold the example merchant's data.
 *
 * @param webShop orders of the web shop, with the people who placed them
 * @param storeCologne receipts of the till in Cologne
 * @param storeLeipzig receipts of the till in Leipzig
 * @param activities messages of the Segment tracking API, one JSON object per line
 * @param products the catalogue, with prices, cost and stock
 * @param campaigns what was sent to many
 * @param truth who is who and with which rates, for tests: never imported
 */
public record ExampleFiles(
        Path webShop,
        Path storeCologne,
        Path storeLeipzig,
        Path activities,
        Path products,
        Path campaigns,
        Path truth) {

    static ExampleFiles in(Path folder) {
        return new ExampleFiles(
                folder.resolve("webshop.csv"),
                folder.resolve("filiale-koeln.csv"),
                folder.resolve("filiale-leipzig.csv"),
                folder.resolve("activities.jsonl"),
                folder.resolve("artikel.csv"),
                folder.resolve("kampagnen.csv"),
                folder.resolve("truth.csv"));
    }
}
