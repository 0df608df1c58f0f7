package org.stammkunde.collect.files;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes products of the rows of a file.
 *
 * <p>Each row is a product. Where a column groups rows, as Shopify's {@code Handle} does, further
 * rows are variants of the product in the first of them and have from it what they do not say
 * themselves; rows that name no variant (they hold further pictures) belong to the one before. Of
 * several rows about the same product and moment the last one counts.
 */
final class ProductAssembly {

    /** What a variant has from the product whose variant it is. */
    private static final List<Field> SHARED =
            List.of(
                    Field.PRODUCT,
                    Field.CATEGORY,
                    Field.BRAND,
                    Field.ACTIVE,
                    Field.IMAGE,
                    Field.LINK,
                    Field.TAX_RATE);

    /** What Shopify calls the only variant of a product without variants. */
    private static final String NO_VARIANT = "Default Title";

    private final OrderSettings settings;

    ProductAssembly(OrderSettings settings) {
        this.settings = settings;
    }

    /** A product and the number of its rows. */
    record Counted(ImportedProduct product, int rows) {

        private Counted and(ImportedProduct later) {
            return new Counted(later, rows + 1);
        }
    }

    /** The products of rows that have a key in common, in the order of the file. */
    List<Counted> products(List<OrderRow> rows) {
        Map<String, Counted> products = new LinkedHashMap<>();
        String last = null;
        for (OrderRow row : rows) {
            if (last != null && !isProduct(row)) {
                products.computeIfPresent(last, (_, one) -> one.and(one.product()));
            } else {
                ImportedProduct product = product(row, rows.getFirst());
                last = product.resource();
                products.merge(
                        last, new Counted(product, 1), (one, later) -> one.and(later.product()));
            }
        }
        return List.copyOf(products.values());
    }

    private static boolean isProduct(OrderRow row) {
        return !row.has(Field.HANDLE)
                || row.has(Field.SKU)
                || row.has(Field.UNIT_PRICE)
                || row.has(Field.PRODUCT);
    }

    private ImportedProduct product(OrderRow row, OrderRow first) {
        Map<String, String> told = new LinkedHashMap<>();
        String name = name(row, first);
        put(told, "sku", row.value(Field.SKU));
        put(told, "name", name);
        put(told, "category", category(value(Field.CATEGORY, row, first)));
        put(told, "brand", value(Field.BRAND, row, first));
        put(told, "price", price(row));
        put(told, "cost", row.value(Field.COST));
        if (row.has(Field.UNIT_PRICE) || row.has(Field.COST)) {
            String own = row.value(Field.CURRENCY);
            put(told, "currency", own == null ? settings.currency() : own);
        }
        put(told, "tax_rate", value(Field.TAX_RATE, row, first));
        put(told, "stock", row.value(Field.STOCK));
        put(told, "active", value(Field.ACTIVE, row, first));
        put(told, "image_url", value(Field.IMAGE, row, first));
        put(told, "url", value(Field.LINK, row, first));
        return new ImportedProduct(id(row, name), validFrom(row), told);
    }

    /** Orders name a product by its number or, without one, by its name; so does the catalogue. */
    private static String id(OrderRow row, @Nullable String name) {
        String sku = row.value(Field.SKU);
        String id = sku != null ? sku : name != null ? name : row.value(Field.HANDLE);
        String text = String.valueOf(id);
        return text.substring(0, Math.min(text.length(), ImportedProduct.ID_CHARACTERS_MAX));
    }

    private static @Nullable String name(OrderRow row, OrderRow first) {
        String name = value(Field.PRODUCT, row, first);
        String variant = row.value(Field.VARIANT);
        return name == null || variant == null || variant.equals(NO_VARIANT)
                ? name
                : name + " - " + variant;
    }

    private static @Nullable String value(Field field, OrderRow row, OrderRow first) {
        String own = row.value(field);
        boolean isShared = row.has(Field.HANDLE) && SHARED.contains(field);
        return own == null && isShared ? first.value(field) : own;
    }

    /** What it costs now: the reduced price if there is one. */
    private static @Nullable String price(OrderRow row) {
        boolean reduced = row.has(Field.SALE_PRICE) && row.decimal(Field.SALE_PRICE).signum() > 0;
        return row.value(reduced ? Field.SALE_PRICE : Field.UNIT_PRICE);
    }

    /** Of several paths the first, its steps parted by {@code >}. */
    private static @Nullable String category(@Nullable String text) {
        if (text == null || text.indexOf('>') < 0) {
            return text;
        }
        String path = text.split("(?<!\\\\),\\s*")[0];
        return Arrays.stream(path.split(">"))
                .map(String::strip)
                .filter(step -> !step.isEmpty())
                .collect(Collectors.joining(" > "));
    }

    private static @Nullable Instant validFrom(OrderRow row) {
        return row.has(Field.VALID_FROM) ? row.instant(Field.VALID_FROM) : null;
    }

    private static void put(Map<String, String> told, String name, @Nullable String value) {
        if (value != null) {
            told.put(name, value);
        }
    }

    /** Whether a text is a share of one, such as 0.19, and no percentage. */
    static boolean isShare(BigDecimal rate) {
        return rate.signum() > 0 && rate.compareTo(BigDecimal.ONE) < 0;
    }
}
