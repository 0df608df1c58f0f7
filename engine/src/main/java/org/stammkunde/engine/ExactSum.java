package org.stammkunde.engine;

import java.math.BigInteger;

/** A sum of products of two 64-bit numbers, kept in 128 bits; fails rather than overflows. */
final class ExactSum {

    private long high;
    private long low;

    /** Adds the product of two numbers. */
    void addProduct(long left, long right) {
        long productLow = left * right;
        long sum = low + productLow;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        high = Math.addExact(high, Math.addExact(Math.multiplyHigh(left, right), carry));
        low = sum;
    }

    /** The sum so far. */
    BigInteger value() {
        BigInteger unsignedLow = new BigInteger(Long.toUnsignedString(low));
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsignedLow);
    }
}
