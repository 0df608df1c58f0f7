-- What was sold of each product. A line belongs to the product with its number or, where it has
-- none, with its name.

create index line_product
    on orders.line ((left(coalesce(nullif(sku, ''), name), 200) collate "C"), source, number);

-- Lines of orders and credit notes that count, each with its part of what remained of the document
-- after discounts on the whole of it and refunds. Shipping is no part of it.
create view orders.sold_line as
    select left(coalesce(nullif(line.sku, ''), line.name), 200) collate "C" as product,
           line.source, line.number, placed.kind, placed.channel, placed.subject, placed.currency,
           placed.ordered_at, placed.day, line.quantity,
           (line.quantity * line.unit_price - line.discount) as amount,
           round(case when charged.amount = 0 then 0 else
               (line.quantity * line.unit_price - line.discount) * power(10::numeric, unit.digits)
               * abs(placed.net_minor) / charged.amount end) as revenue_minor
    from orders.sales_order placed
    cross join lateral (
        select case
            when placed.currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
            when placed.currency = 'CLF' then 4
            when placed.currency in (
                'ADP', 'BEF', 'BIF', 'BYB', 'BYR', 'CLP', 'DJF', 'ESP', 'GNF', 'GRD', 'ISK', 'ITL',
                'JPY', 'KMF', 'KRW', 'LUF', 'MGF', 'PTE', 'PYG', 'ROL', 'RWF', 'TPE', 'TRL', 'UGX',
                'UYI', 'VND', 'VUV', 'XAF', 'XAG', 'XAU', 'XBA', 'XBB', 'XBC', 'XBD', 'XDR', 'XFO',
                'XFU', 'XOF', 'XPD', 'XPF', 'XPT', 'XSU', 'XTS', 'XUA', 'XXX') then 0
            else 2 end as digits) unit
    cross join lateral (
        select greatest(abs(placed.total_minor),
                        abs(coalesce(sum(whole.quantity * whole.unit_price - whole.discount), 0))
                            * power(10::numeric, unit.digits)) as amount
        from orders.line whole
        where whole.source = placed.source and whole.number = placed.number) charged
    join orders.line line on line.source = placed.source and line.number = placed.number
    where placed.status <> 'cancelled'
      and left(coalesce(nullif(line.sku, ''), line.name), 200) <> '';

-- Sums over sold lines, kept up to date by what orders lose and win.
create table orders.product_figures (
    product text collate "C" not null,
    source integer not null,
    currency text collate "C" not null,
    lines bigint not null,
    units numeric not null,
    revenue_minor numeric not null,
    primary key (product, source, currency)
);

create view orders.shared_product_figures as
    select product, source, currency, lines, units, revenue_minor from orders.product_figures;

create view orders.shared_sold_line as
    select product, source, number, kind, channel, subject, currency, ordered_at, day, quantity,
           amount, revenue_minor
    from orders.sold_line;

create or replace view orders.shared_line as
    select source, number, line, sku, name, category, quantity, unit_price, discount,
           left(coalesce(nullif(sku, ''), name), 200) collate "C" as product
    from orders.line;
