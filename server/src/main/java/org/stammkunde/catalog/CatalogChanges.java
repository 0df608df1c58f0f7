package org.stammkunde.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.stammkunde.catalog.ProductFact.ProductNumber;
import org.stammkunde.catalog.ProductFact.Said;
import org.stammkunde.catalog.ProductFact.Statement;

/**
 * What some facts together say: of each attribute and each slot only what counts among them, in
 * whatever order they come.
 *
 * @param corrected of each slot the statement with the highest version
 * @param latest of each measure the statement of the latest moment
 */
record CatalogChanges(
        Map<AttributeKey, Said> attributes,
        Map<StatementKey, Statement> corrected,
        Map<LatestKey, Statement> latest) {

    /** An attribute of a product. */
    record AttributeKey(ProductNumber product, Attribute attribute) {}

    /** A measure of a product in a currency. */
    record LatestKey(ProductNumber product, Measure measure, String currency) {}

    /** What a statement is said of. */
    record StatementKey(LatestKey measure, Instant slot) {}

    static CatalogChanges of(Collection<ProductFact> facts) {
        CatalogChanges changes =
                new CatalogChanges(new HashMap<>(), new HashMap<>(), new HashMap<>());
        facts.forEach(changes::add);
        return changes;
    }

    private void add(ProductFact fact) {
        fact.attributes()
                .forEach((attribute, said) ->
                        attributes.merge(
                                new AttributeKey(fact.product(), attribute),
                                said,
                                (one, other) -> one.compareTo(other) >= 0 ? one : other));
        for (Statement said : fact.statements()) {
            LatestKey key = new LatestKey(fact.product(), said.measure(), said.currency());
            corrected.merge(new StatementKey(key, said.slot()), said, Statement::corrected);
            latest.merge(key, said, Statement::latest);
        }
    }
}
