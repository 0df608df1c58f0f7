package org.stammkunde.orders;

/**
 * What names an order.
 *
 * @param source number of the source whose order it is
 * @param number as the source writes it
 */
record OrderNumber(int source, String number) {}
