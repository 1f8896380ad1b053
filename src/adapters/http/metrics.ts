/** Upper bounds of a request's time, in seconds. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

type Labels = Readonly<Record<string, string | number>>;

const escaped = (value: string | number): string =>
  String(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

const written = (labels: Labels): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
};

interface Times {
  readonly labels: Labels;
  readonly counts: number[];
  sum: number;
}

/** A figure that is read when it is asked for. */
export interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly values: readonly { readonly labels?: Labels; readonly value: number }[];
}

export interface Metrics {
  readonly request: (labels: { method: string; route: string; status: number }, seconds: number) => void;
  readonly count: (name: 'pos_http_sales_total' | 'pos_webhook_attempts_total', labels: Labels) => void;
  /** Prometheus' text format, version 0.0.4. */
  readonly text: (gauges: readonly Gauge[]) => string;
}

const HELP = {
  pos_http_sales_total: 'Sales that came in over HTTP.',
  pos_webhook_attempts_total: 'Attempts to deliver a message, by what came of them.',
} as const;

const histogram = (all: Iterable<Times>): string[] => {
  const name = 'pos_http_request_duration_seconds';
  const lines = [`# HELP ${name} Time to the answer of a request.`, `# TYPE ${name} histogram`];
  for (const { labels, counts, sum } of all) {
    let upTo = 0;
    BOUNDS.forEach((bound, at) => {
      upTo += counts[at] ?? 0;
      lines.push(`${name}_bucket${written({ ...labels, le: bound })} ${upTo}`);
    });
    const total = upTo + (counts[BOUNDS.length] ?? 0);
    lines.push(`${name}_bucket${written({ ...labels, le: '+Inf' })} ${total}`);
    lines.push(`${name}_sum${written(labels)} ${sum}`, `${name}_count${written(labels)} ${total}`);
  }
  return lines;
};

/** Counters and times of this process. Routes are patterns, never addresses: those hold card numbers. */
export const metrics = (): Metrics => {
  const times = new Map<string, Times>();
  const counters = new Map<
    string,
    { readonly name: keyof typeof HELP; readonly labels: Labels; value: number }
  >();
  return {
    request: (labels, seconds) => {
      const key = written(labels);
      const entry = times.get(key) ?? { labels, counts: new Array(BOUNDS.length + 1).fill(0), sum: 0 };
      times.set(key, entry);
      const at = BOUNDS.findIndex((bound) => seconds <= bound);
      const place = at < 0 ? BOUNDS.length : at;
      entry.counts[place] = (entry.counts[place] ?? 0) + 1;
      entry.sum += seconds;
    },
    count: (name, labels) => {
      const key = name + written(labels);
      const entry = counters.get(key) ?? { name, labels, value: 0 };
      counters.set(key, entry);
      entry.value += 1;
    },
    text: (gauges) => {
      const lines = histogram(times.values());
      for (const name of Object.keys(HELP) as (keyof typeof HELP)[]) {
        lines.push(`# HELP ${name} ${HELP[name]}`, `# TYPE ${name} counter`);
        for (const counter of counters.values())
          if (counter.name === name) lines.push(`${name}${written(counter.labels)} ${counter.value}`);
      }
      for (const { name, help, values } of gauges) {
        lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`);
        for (const { labels = {}, value } of values) lines.push(`${name}${written(labels)} ${value}`);
      }
      return `${lines.join('\n')}\n`;
    },
  };
};
