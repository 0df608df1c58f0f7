-- A product whose last line was taken back is looked for after every such batch.
create index product_figures_gone on orders.product_figures (product) where lines = 0;
