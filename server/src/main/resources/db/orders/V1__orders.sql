-- Orders: a projection of all facts about one order of one source.

create table orders.sales_order (
    source integer not null,
    number text collate "C" not null,
    kind text not null check (kind in ('order', 'credit')),
    status text not null check (status in ('completed', 'cancelled')),
    channel text not null,
    subject bigint,
    currency text not null,
    ordered_at timestamptz not null,
    day date not null,
    items numeric(19, 6) not null,
    total_minor bigint not null,
    refunded_minor bigint not null check (refunded_minor >= 0),
    net_minor bigint not null,
    primary key (source, number)
);

create index sales_order_subject on orders.sales_order (subject);

create table orders.line (
    source integer not null,
    number text collate "C" not null,
    line integer not null,
    sku text,
    name text,
    category text,
    quantity numeric(19, 6) not null,
    unit_price numeric(19, 6) not null,
    discount numeric(19, 6) not null,
    primary key (source, number, line)
);

-- What a customer has ordered, one row per currency.
create table orders.customer_figures (
    customer bigint not null,
    currency text not null,
    orders integer not null,
    revenue_minor bigint not null,
    items numeric(19, 6) not null,
    first_order_at timestamptz,
    last_order_at timestamptz,
    order_days integer not null,
    primary key (customer, currency)
);

create view orders.shared_order as
    select source, number, kind, status, channel, subject, currency, ordered_at, day, items,
           total_minor, refunded_minor, net_minor
    from orders.sales_order;

create view orders.shared_line as
    select source, number, line, sku, name, category, quantity, unit_price, discount
    from orders.line;

create view orders.shared_customer_figures as
    select customer, currency, orders, revenue_minor, items, first_order_at, last_order_at,
           order_days
    from orders.customer_figures;
