-- How many digits the minor unit of a currency has, as the Java runtime says; none where it has none.
create function orders.minor_digits(currency text) returns integer
    language sql immutable parallel safe
    return case
        when currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
        when currency = 'CLF' then 4
        when currency in (
            'ADP', 'BEF', 'BIF', 'BYB', 'BYR', 'CLP', 'DJF', 'ESP', 'GNF', 'GRD', 'ISK', 'ITL',
            'JPY', 'KMF', 'KRW', 'LUF', 'MGF', 'PTE', 'PYG', 'ROL', 'RWF', 'TPE', 'TRL', 'UGX',
            'UYI', 'VND', 'VUV', 'XAF', 'XAG', 'XAU', 'XBA', 'XBB', 'XBC', 'XBD', 'XDR', 'XFO',
            'XFU', 'XOF', 'XPD', 'XPF', 'XPT', 'XSU', 'XTS', 'XUA', 'XXX') then 0
        else 2 end;

-- An even exchange, 49.90 sold and 49.90 taken back, comes to nothing as a whole and yet is revenue
-- of the one product and loses that of the other: its lines count in full. Prices that were divided
-- may leave a millionth, so what counts is whether it is even in whole cents.
create or replace view orders.sold_line as
    select left(coalesce(nullif(line.sku, ''), line.name), 200) collate "C" as product,
           line.source, line.number, placed.kind, placed.channel, placed.subject, placed.currency,
           placed.ordered_at, placed.day, line.quantity,
           (line.quantity * line.unit_price - line.discount) as amount,
           round((line.quantity * line.unit_price - line.discount) * power(10::numeric, unit.digits)
               * case when round(charged.amount) = 0 then 1 else abs(placed.net_minor) end
               / case when round(charged.amount) = 0 then 1 else charged.amount end) as revenue_minor
    from orders.sales_order placed
    cross join lateral (select orders.minor_digits(placed.currency) as digits) unit
    cross join lateral (
        select greatest(abs(placed.total_minor),
                        abs(coalesce(sum(whole.quantity * whole.unit_price - whole.discount), 0))
                            * power(10::numeric, unit.digits)) as amount
        from orders.line whole
        where whole.source = placed.source and whole.number = placed.number) charged
    join orders.line line on line.source = placed.source and line.number = placed.number
    where placed.status <> 'cancelled'
      and left(coalesce(nullif(line.sku, ''), line.name), 200) <> '';

-- They counted nothing so far.
update orders.product_figures kept
set revenue_minor = kept.revenue_minor + even.revenue_minor
from (select sold.product, sold.source, sold.currency, sum(sold.revenue_minor) as revenue_minor
      from orders.sales_order placed
      join orders.sold_line sold on sold.source = placed.source and sold.number = placed.number
      where placed.total_minor = 0
      group by sold.product, sold.source, sold.currency) even
where kept.product = even.product
  and kept.source = even.source
  and kept.currency = even.currency
  and even.revenue_minor <> 0;
