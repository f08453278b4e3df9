/* Draws the charts of a page from the figures that lie in it as JSON. The table beside a chart says the same, so whoever
   has no scripts, does not see, or prints, lacks nothing. */
"use strict";

(() => {
  const INK = "#1b1f1a", SOFT = "#5c665c", RULE = "#e0ded4";
  const FOREST = "#165033", LEAF = "#9dc7a9", AMBER = "#9e6600";
  const HEIGHT = 210, FONT = "13px Roboto, 'Noto Sans', 'Segoe UI', system-ui, sans-serif";
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
  const shown = (_, value) => (value === null || value === undefined ? "—" : grouped(value));

  /* One label in so many that they do not run into each other. */
  const every = (labels, width) => Math.max(1, Math.ceil(labels.length / Math.max(1, Math.floor(width / 72))));

  const axes = (labels) => [
    {
      stroke: SOFT, font: FONT, grid: { show: false }, ticks: { stroke: RULE },
      splits: (chart) => {
        const step = every(labels, chart.width - 70);
        return labels.map((_, place) => place).filter((place) => place % step === 0);
      },
      values: (_, places) => places.map((place) => labels[place]),
    },
    { stroke: SOFT, font: FONT, size: 64, grid: { stroke: RULE, width: 1 }, ticks: { show: false },
      values: (_, numbers) => numbers.map((number) => (Number.isInteger(number) ? grouped(number) : "")) },
  ];

  const options = (figures, width, series) => ({
    width, height: HEIGHT,
    scales: {
      x: { time: false, range: () => [-0.6, figures.labels.length - 0.4] },
      y: { range: (_, __, most) => [0, Math.max(10, most * 1.08)] },
    },
    axes: axes(figures.labels),
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    legend: { isolate: false },
    series: [
      { label: figures.words.when, value: (_, place) => figures.labels[place] ?? "—" },
      ...series.map((one) => ({ value: shown, ...one })),
    ],
  });

  /* Two bars side by side: what is ready is light with a dark border, what is planted is dark throughout. */
  const bars = (side) => uPlot.paths.bars({ size: [0.36, 28], align: side, gap: 1 });

  const KINDS = {
    each: (figures, width) => [
      options(figures, width, [
        { label: figures.words.ready, stroke: FOREST, fill: LEAF, width: 1, paths: bars(-1), points: { show: false } },
        { label: figures.words.planted, stroke: FOREST, fill: FOREST, width: 1, paths: bars(1), points: { show: false } },
      ]),
      [figures.labels.map((_, place) => place), figures.ready, figures.planted],
    ],
    "so-far": (figures, width) => [
      options(figures, width, [
        { label: figures.words.soFar, stroke: FOREST, fill: "#e4f1e7", width: 2.5, points: { show: true, size: 6, fill: FOREST } },
        { label: figures.words.wanted, stroke: AMBER, width: 2, dash: [8, 6], points: { show: false } },
      ]),
      [figures.labels.map((_, place) => place), figures.soFar, figures.labels.map(() => figures.wanted)],
    ],
  };

  for (const charts of document.querySelectorAll("[data-charts]")) {
    const figures = JSON.parse(charts.querySelector("script").textContent);
    charts.hidden = false;
    for (const place of charts.querySelectorAll("[data-chart]")) {
      const width = () => Math.max(240, place.clientWidth);
      const [wanted, data] = KINDS[place.dataset.chart](figures, width());
      const chart = new uPlot(wanted, data, place);
      new ResizeObserver(() => chart.setSize({ width: width(), height: HEIGHT })).observe(place);
    }
  }
})();
