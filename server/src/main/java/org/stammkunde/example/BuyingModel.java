package org.stammkunde.example;

import java.util.ArrayList;
import java.util.List;

/**
 * How often customers buy, when they leave and how much they spend: BG/NBD (Fader, Hardie, Lee,
 * "Counting Your Customers the Easy Way", Marketing Science 24, 2005) and Gamma-Gamma (Fader,
 * Hardie, "The Gamma-Gamma Model of Monetary Value", 2013).
 *
 * <p>While a customer, somebody buys as a Poisson process with a rate of their own, from Gamma(r,
 * alpha). After each repeat purchase they leave for good with a probability of their own, from
 * Beta(a, b). Amounts are from Gamma(p, v), with v of their own from Gamma(q, gamma).
 */
final class BuyingModel {

    static final double R = 0.6;

    /** In days of the {@linkplain Season season's} time. */
    static final double ALPHA = 55;

    static final double A = 0.9;
    static final double B = 6.5;

    static final double P = 4;
    static final double Q = 3.2;

    /** In euros. */
    static final double GAMMA = 30;

    private BuyingModel() {}

    /** The rate of purchases of one customer per day of the season's time. */
    static double rate(Draw draw) {
        return draw.gamma(R) / ALPHA;
    }

    /** The chance of one customer of leaving after a repeat purchase. */
    static double dropout(Draw draw) {
        return draw.beta(A, B);
    }

    /** The rate v of one customer's amounts, per euro. */
    static double spendRate(Draw draw) {
        return draw.gamma(Q) / GAMMA;
    }

    /** What one purchase shall cost, in euros. */
    static double amount(Draw draw, double spendRate) {
        return draw.gamma(P) / spendRate;
    }

    /**
     * When somebody bought, in the season's time.
     *
     * @param left whether the customer has left for good before the end
     */
    record History(List<Double> times, boolean left) {}

    /** The first purchase and all repeat purchases before the end. */
    static History history(Draw draw, double rate, double dropout, double first, double end) {
        List<Double> times = new ArrayList<>();
        times.add(first);
        boolean left = false;
        double time = first + draw.exponential(rate);
        while (!left && time < end) {
            times.add(time);
            left = draw.chance(dropout);
            time += draw.exponential(rate);
        }
        return new History(times, left);
    }
}
