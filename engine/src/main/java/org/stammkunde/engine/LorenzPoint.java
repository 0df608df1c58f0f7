package org.stammkunde.engine;

import java.math.BigDecimal;

/**
 * A point of the Lorenz curve.
 *
 * @param customers which fraction of customers, the smallest first, 0 to 1
 * @param revenue which fraction of revenue they bring
 */
public record LorenzPoint(BigDecimal customers, BigDecimal revenue) {}
