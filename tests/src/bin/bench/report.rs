//! Lines of JSON as they come, and a table at the end.

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// Nanoseconds an operation.
    Nanos,
    Bytes,
}

/// A measurement, with the peer and what was measured of it if there is one.
#[derive(Debug)]
struct Line {
    name: String,
    unit: Unit,
    ours: f64,
    peer: Option<(String, f64)>,
}

impl Line {
    fn ratio(&self) -> Option<f64> {
        self.peer.as_ref().map(|(_, theirs)| self.ours / theirs)
    }

    fn json(&self) -> String {
        let rounded = |value: f64, places: i32| (value * 10f64.powi(places)).round() / 10f64.powi(places);
        let unit = if self.unit == Unit::Nanos { "ns" } else { "bytes" };
        // Written out, not through a map, so that the fields keep their order.
        format!(
            r#"{{"name":{},"ours_{unit}":{},"peer":{},"peer_{unit}":{},"ratio":{}}}"#,
            serde_json::json!(self.name),
            serde_json::json!(rounded(self.ours, 2)),
            serde_json::json!(self.peer.as_ref().map(|(peer, _)| peer)),
            serde_json::json!(self.peer.as_ref().map(|(_, theirs)| rounded(*theirs, 2))),
            serde_json::json!(self.ratio().map(|ratio| rounded(ratio, 4))),
        )
    }
}

/// What was measured so far.
pub(crate) struct Report {
    filter: Vec<String>,
    lines: Vec<Line>,
}

impl Report {
    pub(crate) fn new(filter: Vec<String>) -> Self {
        Self { filter, lines: Vec::new() }
    }

    /// Whether a name was asked for. Ask before measuring.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.filter.is_empty() || self.filter.iter().any(|word| name.contains(word.as_str()))
    }

    /// A measurement, beside the time of the crate of this name if there is one that does the same.
    pub(crate) fn line(&mut self, name: &str, ours: f64, peer: Option<(&str, f64)>) {
        self.add(name, Unit::Nanos, ours, peer);
    }

    /// Bytes that ours needs, beside what the crate of this name does.
    pub(crate) fn bytes(&mut self, name: &str, ours: u64, (peer, theirs): (&str, u64)) {
        self.add(name, Unit::Bytes, ours as f64, Some((peer, theirs as f64)));
    }

    fn add(&mut self, name: &str, unit: Unit, ours: f64, peer: Option<(&str, f64)>) {
        let peer = peer.map(|(peer, theirs)| (with_version(peer), theirs));
        let line = Line { name: name.to_owned(), unit, ours, peer };
        println!("{}", line.json());
        self.lines.push(line);
    }

    pub(crate) fn finish(&self) {
        if self.lines.is_empty() {
            eprintln!("nothing to measure has a word of {:?} in its name", self.filter);
            return;
        }
        eprintln!("{:<34}{:>12}  {:<28}{:>12}{:>8}", "", "ours", "peer", "theirs", "ratio");
        for line in &self.lines {
            let ours = shown(line.unit, line.ours);
            let ratio = line.ratio().map_or(String::new(), |ratio| format!("{ratio:.2}"));
            let (peer, theirs) =
                line.peer.as_ref().map_or((String::from("-"), String::new()), |(peer, theirs)| {
                    (peer.clone(), shown(line.unit, *theirs))
                });
            eprintln!("{:<34}{ours:>12}  {peer:<28}{theirs:>12}{ratio:>8}", line.name);
        }
    }
}

fn shown(unit: Unit, value: f64) -> String {
    match (unit, value) {
        (Unit::Bytes, _) => format!("{:.1} MB", value / 1e6),
        (_, ..1e3) => format!("{value:.1} ns"),
        (_, ..1e6) => format!("{:.1} µs", value / 1e3),
        _ => format!("{:.1} ms", value / 1e6),
    }
}

/// The crate with the version that the lock file names, so that no version here goes stale.
fn with_version(name: &str) -> String {
    let lock = include_str!("../../../../Cargo.lock");
    let head = format!("name = \"{name}\"\nversion = \"");
    let version = lock.split_once(head.as_str()).and_then(|(_, rest)| rest.split_once('"'));
    version.map_or_else(|| name.to_owned(), |(version, _)| format!("{name} {version}"))
}
