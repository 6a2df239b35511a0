//! A report as JSON (RFC 8259).
//!
//! ```text
//! {"algorithm":"token_bucket","requests":300,"delayed":0,"denied":41,"reading":{…},"timeline":{…},"rules":[…],"first_denied":[…]}
//! ```
//!
//! Written by hand, since a report is the only thing that the page writes as JSON and a crate for it would be
//! thirty kilobytes on it. Fields have the names that they have in [`Report`]; times are RFC 3339.

use crate::own_data::gateway::analysis::timeline::Timeline;
use crate::own_data::gateway::line::{Format, Problem, SECOND, utc};
use crate::own_data::gateway::report::{Comparison, LimitAnswer, Reading, Report, RuleReport, Step};

/// All of a report. O(report).
#[must_use]
pub fn json(report: &Report) -> String {
    let mut out = Json::default();
    out.object(|out| {
        out.text("algorithm", &report.algorithm);
        out.number("requests", report.requests);
        out.number("delayed", report.delayed);
        out.number("denied", report.denied);
        out.field("reading", |out| reading(out, &report.reading));
        out.field("timeline", |out| timeline(out, &report.timeline, ["requests", "denied"]));
        out.list("rules", &report.rules, rule);
        out.list("first_denied", &report.first_denied, |out, line| {
            out.object(|out| {
                out.number("line", line.number);
                out.text("time", &utc(line.time));
                out.number("rule", line.rule as u64 + 1);
                out.text("key", &line.key);
                out.text("text", &line.text);
            });
        });
    });
    out.text.push('\n');
    out.text
}

fn reading(out: &mut Json, reading: &Reading) {
    out.object(|out| {
        let format = match reading.format {
            Format::Common => "common",
            Format::Combined => "combined",
            Format::Json => "json",
            Format::Plain => "plain",
        };
        out.text("format", format);
        out.raw("gzip", if reading.gzip { "true" } else { "false" });
        out.number("bytes", reading.bytes);
        out.number("lines", reading.lines);
        out.number("blank", reading.blank);
        out.number("late", reading.late);
        out.number("too_late", reading.too_late);
        out.text("first", &utc(reading.first));
        out.text("last", &utc(reading.last));
        out.field("problems", |out| {
            out.object(|out| {
                for (problem, count) in Problem::ALL.into_iter().zip(&reading.problems) {
                    out.number(name(problem), *count);
                }
            });
        });
        out.list("examples", &reading.examples, |out, line| {
            out.object(|out| {
                out.number("line", line.number);
                out.text("problem", name(line.problem));
                out.text("text", &line.text);
            });
        });
    });
}

fn name(problem: Problem) -> &'static str {
    match problem {
        Problem::ZeroByte => "zero_byte",
        Problem::TooLong => "too_long",
        Problem::NoTime => "no_time",
        Problem::ImpossibleTime => "impossible_time",
        Problem::NoKey => "no_key",
        Problem::Shape => "shape",
    }
}

fn timeline(out: &mut Json, timeline: &Timeline, names: [&str; 2]) {
    out.object(|out| {
        out.text("start", &utc(timeline.start));
        out.number("seconds", timeline.width / SECOND);
        for (at, name) in names.into_iter().enumerate() {
            let counts: Vec<u64> =
                timeline.buckets.iter().filter_map(|bucket| bucket.get(at)).copied().collect();
            out.list(name, &counts, |out, count| out.text.push_str(&count.to_string()));
        }
    });
}

fn rule(out: &mut Json, rule: &RuleReport) {
    out.object(|out| {
        out.list("parts", &rule.parts, |out, (name, value)| {
            out.object(|out| {
                out.text("key", name);
                if let Some(value) = value {
                    out.text("value", value);
                }
            });
        });
        out.number("limit", rule.limit.amount.into());
        out.number("window_seconds", rule.limit.window / SECOND);
        out.number("burst", rule.limit.burst.into());
        out.number("requests", rule.requests);
        out.number("admitted", rule.admitted);
        out.number("delayed", rule.delayed);
        out.number("denied", rule.denied);
        if let Some(missing) = &rule.missing {
            out.text("missing", missing);
        }
        out.number("keys", rule.keys);
        out.number("forgotten", rule.forgotten);
        out.list("top", &rule.top, |out, key| {
            out.object(|out| {
                out.text("key", &key.key);
                out.number("admitted", key.admitted);
                out.number("denied", key.denied);
            });
        });
        out.field("timeline", |out| timeline(out, &rule.timeline, ["admitted", "denied"]));
        if let Some(found) = &rule.comparison {
            out.field("comparison", |out| comparison(out, found));
        }
    });
}

fn comparison(out: &mut Json, comparison: &Comparison) {
    out.object(|out| {
        out.number("forgotten", comparison.forgotten);
        out.list("algorithms", &comparison.outcomes, |out, outcome| {
            out.object(|out| {
                out.text("algorithm", &outcome.algorithm);
                if let Some(sums) = outcome.sums {
                    out.number("admitted", sums.admitted);
                    out.number("delayed", sums.delayed);
                    out.number("denied", sums.denied);
                    out.number("stricter", sums.stricter);
                    out.number("laxer", sums.laxer);
                }
            });
        });
        out.list("limits", &comparison.answers, limits);
    });
}

fn limits(out: &mut Json, answer: &LimitAnswer) {
    out.object(|out| {
        out.number("at_most_per_mille", answer.per_mille);
        out.number("requests", answer.requests);
        for (name, steps) in [("fixed_window", &answer.window), ("token_bucket", &answer.bucket)] {
            let steps: Vec<Step> = steps.iter().flatten().copied().collect();
            out.list(name, &steps, |out, step| {
                out.object(|out| {
                    out.number("limit", step.limit);
                    out.number("denied", step.denied);
                });
            });
        }
    });
}

/// Text that grows.
#[derive(Default)]
struct Json {
    text: String,
}

impl Json {
    fn object(&mut self, fields: impl FnOnce(&mut Self)) {
        self.text.push('{');
        fields(self);
        self.text.push('}');
    }

    fn field(&mut self, name: &str, value: impl FnOnce(&mut Self)) {
        if !self.text.ends_with('{') {
            self.text.push(',');
        }
        self.string(name);
        self.text.push(':');
        value(self);
    }

    fn raw(&mut self, name: &str, value: &str) {
        self.field(name, |out| out.text.push_str(value));
    }

    fn number(&mut self, name: &str, number: u64) {
        self.raw(name, &number.to_string());
    }

    fn text(&mut self, name: &str, text: &str) {
        self.field(name, |out| out.string(text));
    }

    fn list<T>(&mut self, name: &str, items: &[T], each: impl Fn(&mut Self, &T)) {
        self.field(name, |out| {
            out.text.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.text.push(',');
                }
                each(out, item);
            }
            out.text.push(']');
        });
    }

    fn string(&mut self, text: &str) {
        self.text.push('"');
        for char in text.chars() {
            match char {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                control if u32::from(control) < 0x20 => {
                    self.text.push_str(&format!("\\u{:04x}", u32::from(control)));
                }
                other => self.text.push(other),
            }
        }
        self.text.push('"');
    }
}
