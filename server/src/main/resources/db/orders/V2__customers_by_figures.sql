-- The list of customers is read in these orders, page by page. The figures change with orders only,
-- so that other events pay nothing for these indexes.
create index customer_figures_revenue
    on orders.customer_figures (currency, revenue_minor desc, customer desc);
create index customer_figures_orders
    on orders.customer_figures (currency, orders desc, customer desc);
create index customer_figures_last_order
    on orders.customer_figures (currency, last_order_at desc, customer desc);
