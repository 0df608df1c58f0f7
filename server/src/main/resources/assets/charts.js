// Draws the charts of a page from the data beside them. What a chart shows also stands in a table.
(() => {
    const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
    const language = document.documentElement.lang;

    const base = () => ({
        animationDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 350,
        textStyle: { fontFamily: style("tblr-font-sans-serif"), color: style("ink-soft") },
        grid: { left: 4, right: 8, top: 12, bottom: 4, containLabel: true },
    });

    const tooltip = (more) => ({
        renderMode: "richText",
        confine: true,
        backgroundColor: style("surface"),
        borderColor: style("line-strong"),
        borderWidth: 1,
        padding: [10, 12],
        textStyle: { color: style("ink"), fontSize: 13, lineHeight: 20 },
        ...more,
    });

    const axis = (more) => ({
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { lineStyle: { color: style("line") } },
        ...more,
        axisLabel: { color: style("ink-soft"), fontSize: 12, hideOverlap: true, ...(more.axisLabel ?? {}) },
    });

    // The library writes months in English.
    const timeAxis = () => {
        const year = new Intl.DateTimeFormat(language, { year: "numeric" });
        const month = new Intl.DateTimeFormat(language, { month: "short" });
        const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" });
        const formatter = (value) => {
            const date = new Date(value);
            const format = date.getDate() > 1 ? day : date.getMonth() > 0 ? month : year;
            return format.format(date);
        };
        // labels name days, so there is one for a day at most
        return axis({ type: "time", minInterval: 86_400_000, splitLine: { show: false }, axisLabel: { formatter } });
    };

    const compactMoney = (currency) => {
        const format = new Intl.NumberFormat(language, { style: "currency", currency, notation: "compact", maximumFractionDigits: 1, useGrouping: "always" });
        return (value) => format.format(value);
    };

    const percent = () => {
        const format = new Intl.NumberFormat(language, { style: "percent" });
        return (value) => format.format(value);
    };

    const stacked = (data) => ({
        ...base(),
        tooltip: tooltip({
            trigger: "axis",
            axisPointer: { type: "shadow", shadowStyle: { color: style("surface-soft") }, z: -1 },
            formatter: (points) => data.tips[points[0].dataIndex],
        }),
        xAxis: axis({ type: "category", data: data.categories, splitLine: { show: false } }),
        yAxis: axis({ type: "value", axisLabel: { formatter: compactMoney(data.currency) } }),
        series: data.series.map((series) => ({
            name: series.name,
            type: "bar",
            stack: "all",
            barMaxWidth: 38,
            barCategoryGap: "32%",
            color: style(series.color),
            emphasis: { disabled: true },
            data: series.values.map((value, index) => ({
                value,
                itemStyle: data.incomplete.includes(index) ? { opacity: 0.5 } : {},
            })),
        })),
    });

    const lorenz = (data) => ({
        ...base(),
        grid: { left: 4, right: 22, top: 12, bottom: 4, containLabel: true },
        tooltip: tooltip({
            trigger: "axis",
            axisPointer: { type: "line", lineStyle: { color: style("line-strong") } },
            formatter: (points) => data.tips[points[0].dataIndex],
        }),
        xAxis: axis({ type: "value", min: 0, max: 1, interval: 0.2, splitLine: { show: false }, axisLabel: { formatter: percent(), hideOverlap: false, fontSize: 11 } }),
        yAxis: axis({ type: "value", min: Math.min(0, data.smallest), max: 1, interval: 0.2, axisLabel: { formatter: percent() } }),
        series: [
            {
                type: "line",
                data: data.points,
                showSymbol: false,
                color: style("accent"),
                lineStyle: { width: 2.5 },
                areaStyle: { opacity: 0.12 },
                markArea: {
                    silent: true,
                    itemStyle: { color: style("second"), opacity: 0.14 },
                    data: [[{ xAxis: data.markFrom }, { xAxis: 1 }]],
                },
            },
            {
                type: "line",
                data: [[0, 0], [1, 1]],
                showSymbol: false,
                silent: true,
                tooltip: { show: false },
                color: style("line-strong"),
                lineStyle: { width: 1.5, type: "dashed" },
            },
        ],
    });

    const steps = (data) => ({
        ...base(),
        tooltip: tooltip({
            trigger: "axis",
            axisPointer: { type: "line", lineStyle: { color: style("line-strong") } },
            formatter: (points) => data.tips[points[0].dataIndex],
        }),
        xAxis: timeAxis(),
        yAxis: axis({ type: "value", minInterval: 1 }),
        series: [
            {
                type: "line",
                step: "end",
                data: data.points,
                showSymbol: data.points.length < 3,
                color: style("accent"),
                lineStyle: { width: 2.5 },
                areaStyle: { opacity: 0.12 },
            },
        ],
    });

    // Ranges stand side by side on a number line, so that thresholds can be marked where they are.
    const histogram = (data) => {
        const last = data.series[0].values.length - 1;
        // counted from zero: the axis itself begins one range below it
        const rounds = data.series[0].values.map((value, index) => index * data.width)
            .filter((value, index) => index % 5 === 0 && index < last);
        const middle = (index) => (index - 0.5) * data.width;
        const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
        const compact = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
        return {
            ...base(),
            grid: { left: 4, right: 12, top: 34, bottom: 4, containLabel: true },
            tooltip: tooltip({
                trigger: "axis",
                axisPointer: { type: "shadow", shadowStyle: { color: style("surface-soft") }, z: -1 },
                formatter: (points) => data.tips[Math.round(points[0].value[0] / data.width + 0.5)],
            }),
            xAxis: axis({
                type: "value",
                min: -data.width,
                max: last * data.width,
                interval: data.width * 5,
                splitLine: { show: false },
                axisLabel: { customValues: rounds, formatter: (value) => number.format(value) },
            }),
            yAxis: axis({ type: "value", axisLabel: { formatter: (value) => compact.format(value) } }),
            series: data.series.map((series, place) => ({
                name: series.name,
                type: "bar",
                color: style(series.color),
                barGap: "0%",
                barCategoryGap: "18%",
                emphasis: { disabled: true },
                data: series.values.map((value, index) => [middle(index), value]),
                markLine: place > 0 ? undefined : {
                    silent: true,
                    symbol: "none",
                    animation: false,
                    data: data.thresholds.map((threshold, index) => ({
                        xAxis: threshold.at,
                        lineStyle: { color: style(threshold.color), type: index + 1 < data.thresholds.length ? "dashed" : "solid", width: 1.5 },
                        label: {
                            formatter: `${threshold.name} ${number.format(threshold.at)}`,
                            color: style(threshold.color),
                            fontSize: 11,
                            distance: index === 0 ? 4 : 18,
                        },
                    })),
                },
            })),
        };
    };

    // Steps for what was said, dots for what was paid; each point has a tooltip of its own.
    const prices = (data) => ({
        ...base(),
        tooltip: tooltip({
            trigger: "item",
            formatter: (point) => data.series[point.seriesIndex].tips[point.dataIndex],
        }),
        xAxis: timeAxis(),
        yAxis: axis({ type: "value", min: 0, axisLabel: { formatter: compactMoney(data.currency) } }),
        series: data.series.map((series) => series.steps ? {
            name: series.name,
            type: "line",
            step: "end",
            data: series.points,
            symbol: "circle",
            symbolSize: 6,
            color: style(series.color),
            lineStyle: { width: 2.5 },
            z: 3,
        } : {
            name: series.name,
            type: "scatter",
            data: series.points,
            symbolSize: 5,
            color: style(series.color),
            itemStyle: { opacity: 0.7 },
        }),
    });

    const kinds = { stacked, lorenz, steps, histogram, prices };

    const draw = (element) => {
        const data = JSON.parse(element.dataset.chart);
        const chart = echarts.getInstanceByDom(element) ?? echarts.init(element, null, { renderer: "canvas" });
        chart.setOption(kinds[data.kind](data), true);
        return chart;
    };

    const drawAll = () => document.querySelectorAll("[data-chart]").forEach(draw);

    const resized = new ResizeObserver((entries) => entries.forEach((entry) => echarts.getInstanceByDom(entry.target)?.resize()));
    const show = (element) => {
        draw(element);
        resized.observe(element);
    };
    document.querySelectorAll("[data-chart]").forEach(show);
    // parts of the page that come later
    document.addEventListener("htmx:load", (event) => {
        if (event.target !== document.body) {
            event.target.querySelectorAll("[data-chart]").forEach(show);
            if (event.target.matches("[data-chart]")) {
                show(event.target);
            }
        }
    });
    document.addEventListener("themechange", drawAll);
    document.fonts.ready.then(drawAll);
})();
