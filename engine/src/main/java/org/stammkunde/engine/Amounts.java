package org.stammkunde.engine;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;

/**
 * Exact amounts of one currency, one per customer, kept as whole numbers of a decimal unit.
 *
 * <p>With two decimals the unit is a cent; amounts that were never rounded to cents bring as many
 * decimals as they need.
 */
public final class Amounts {

    private final long[] units;
    private final int decimals;

    private Amounts(long[] units, int decimals) {
        this.units = units;
        this.decimals = decimals;
    }

    /**
     * Amounts in a given unit.
     *
     * @param units the amounts, each so many times ten to the minus {@code decimals}
     * @param decimals how many decimals the unit has, 0 or more
     */
    public static Amounts of(long[] units, int decimals) {
        if (decimals < 0) {
            throw new IllegalArgumentException("decimals must be 0 or more, not " + decimals);
        }
        return new Amounts(units.clone(), decimals);
    }

    /**
     * Amounts with as many decimals as the finest of them needs.
     *
     * @throws ArithmeticException when an amount in that unit does not fit into 64 bits
     */
    public static Amounts of(Collection<BigDecimal> amounts) {
        int decimals = amounts.stream().mapToInt(Amounts::decimalsOf).max().orElse(0);
        long[] units = amounts.stream().mapToLong(amount -> unitsOf(amount, decimals)).toArray();
        return new Amounts(units, decimals);
    }

    private static int decimalsOf(BigDecimal amount) {
        return amount.scale() <= 0 ? 0 : Math.max(0, amount.stripTrailingZeros().scale());
    }

    private static long unitsOf(BigDecimal amount, int decimals) {
        return amount.setScale(decimals).unscaledValue().longValueExact();
    }

    /** How many amounts there are. */
    public int size() {
        return units.length;
    }

    /** The amount at an index, exact. */
    public BigDecimal amount(int index) {
        return decimal(units[index]);
    }

    /** The amount at an index in units. */
    public long units(int index) {
        return units[index];
    }

    /** A number of units as a decimal number. */
    BigDecimal decimal(long units) {
        return BigDecimal.valueOf(units, decimals);
    }

    /** The amounts in units, as a copy. */
    long[] toArray() {
        return units.clone();
    }

    /**
     * The sum of all amounts.
     *
     * @throws ArithmeticException when the sum does not fit into 64 bits of the unit
     */
    public BigDecimal total() {
        return decimal(Arrays.stream(units).reduce(0, Math::addExact));
    }
}
