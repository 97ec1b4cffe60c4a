import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { absoluteTime } from '../time/moments';
import type { ChartKind } from './chart';
import { flatRange, xRange } from './ranges';
import type { Series } from './series';

interface PlotProps {
  kind: Exclude<ChartKind, 'number'>;
  series: Series;
  label: string;
}

const HEIGHT = 340;

/** Draws on a canvas, anew when its width or the colours of the page change. */
export function Plot({ kind, series, label }: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    let plot: uPlot | null = null;
    const draw = () => {
      plot?.destroy();
      const data: uPlot.AlignedData = [series.x, ...series.y.map(({ values }) => values)];
      plot = new uPlot(options(kind, series, element), data, element);
    };
    draw();
    const size = new ResizeObserver(() => plot?.setSize({ width: element.clientWidth, height: HEIGHT }));
    size.observe(element);
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', draw);
    return () => {
      size.disconnect();
      theme.disconnect();
      dark.removeEventListener('change', draw);
      plot?.destroy();
    };
  }, [kind, series]);
  return <div className="plot" ref={host} role="img" aria-label={label} />;
}

function options(kind: PlotProps['kind'], series: Series, element: HTMLElement): uPlot.Options {
  const colours = new Colours(element);
  const axis = {
    stroke: colours.of('--muted'),
    grid: { stroke: colours.of('--line'), width: 1 },
    ticks: { stroke: colours.of('--line'), width: 1 },
    font: '12px system-ui',
  };
  const labels = series.labels;
  const x = xRange(series);
  return {
    width: element.clientWidth,
    height: HEIGHT,
    scales: {
      y: {
        range: (_u: uPlot, least: number | null, most: number | null) => {
          if (least === null || most === null) return [0, 1];
          if (kind !== 'bar') return least === most ? flatRange(least) : uPlot.rangeNum(least, most, 0.1, true);
          // Bars are compared by their length, so they begin at zero.
          const [low, high] = [Math.min(0, least), Math.max(0, most)];
          return low === high ? [0, 1] : uPlot.rangeNum(low, high, 0.1, true);
        },
      },
      x: { time: series.scale === 'time', ...(x === undefined ? {} : { range: x }) },
    },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    axes: [
      series.scale === 'label'
        ? {
            ...axis,
            splits: (u) => labelSplits(labels.length, u.width),
            values: (_u, splits) => splits.map((at) => shorten(labels[at] ?? '')),
            rotate: labels.length > 6 ? -40 : 0,
            size: labels.length > 6 ? 110 : 40,
          }
        : series.scale === 'time'
          ? { ...axis, values: (_u, splits, _axis, _space, step) => splits.map((at) => tickText(at, step)) }
          : axis,
      { ...axis, size: (_u, values) => 24 + 7.5 * Math.max(2, ...(values ?? []).map((value) => value.length)) },
    ],
    series: [
      {
        label: series.name,
        ...(series.scale === 'label'
          ? { value: (_u: uPlot, at: number | null) => (at === null ? '--' : (labels[at] ?? '')) }
          : series.scale === 'time'
            ? {
                value: (_u: uPlot, at: number | null) =>
                  at === null ? '--' : absoluteTime(new Date(at * 1000).toISOString()),
              }
            : {}),
      },
      ...series.y.map(({ name }, at): uPlot.Series => {
        const colour = colours.of(`--series-${(at % 5) + 1}`);
        const bars = uPlot.paths.bars?.({ size: [0.7, 60] });
        return {
          label: name,
          stroke: colour,
          width: 2,
          ...(kind === 'bar'
            ? {
                fill: colour.replace('rgb(', 'rgba(').replace(')', ', 0.55)'),
                width: 1,
                points: { show: false },
                ...(bars === undefined ? {} : { paths: bars }),
              }
            : {}),
          ...(kind === 'scatter' ? { paths: () => null, points: { show: true, size: 6, fill: colour } } : {}),
        };
      }),
    ],
  };
}

const DAY = 86_400;

/** A moment on the axis, in UTC, no finer than the step between two. */
function tickText(seconds: number, step: number): string {
  const iso = new Date(seconds * 1000).toISOString();
  if (step < DAY) return iso.endsWith('T00:00:00.000Z') ? iso.slice(5, 10) : iso.slice(11, 16);
  return step < 28 * DAY ? iso.slice(5, 10) : step < 365 * DAY ? iso.slice(0, 7) : iso.slice(0, 4);
}

/** At most one label for every 30 pixels. */
function labelSplits(count: number, width: number): number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, Math.floor(width / 30))));
  return Array.from({ length: Math.ceil(count / step) }, (_, at) => at * step);
}

function shorten(text: string): string {
  return text.length > 18 ? `${text.slice(0, 17)}…` : text;
}

/** A canvas knows no variables of style sheets: the browser resolves them on an element. */
class Colours {
  private readonly element: HTMLElement;

  constructor(element: HTMLElement) {
    this.element = element;
  }

  of(variable: string): string {
    const before = this.element.style.color;
    this.element.style.color = `var(${variable})`;
    const colour = getComputedStyle(this.element).color;
    this.element.style.color = before;
    return colour;
  }
}
