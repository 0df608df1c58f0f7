package org.stammkunde.merchant;

/**
 * The settings as they stand.
 *
 * @param version raised by every change, from 1
 */
public record MerchantVersion(int version, Merchant merchant) {}
