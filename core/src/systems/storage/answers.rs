//! What a client makes of answers: it counts them, and judges what it reads.

use super::client::{Asked, Client};
use super::judge::Finding;
use super::message::{Answer, Request};
use super::word::Ending;
use super::{Key, Node, Word};
use crate::sim::Context;
use alloc::vec::Vec;

impl Client {
    /// An operation was answered.
    pub(super) fn answered(
        &mut self,
        op: u64,
        asked: Asked,
        at: (u32, u64),
        answer: Answer,
        context: &mut Context<'_, Node>,
    ) {
        let Asked { request, since, modify, drawn } = asked;
        let time = context.clock().saturating_sub(since);
        let key = request.key().clone();
        let ending = match (&request, answer) {
            (_, Answer::Refused(_)) => {
                self.tally.refused += 1;
                self.give_up(&request);
                Ending::Refused
            }
            (Request::Put { version, .. } | Request::Delete { version, .. }, Answer::Done { durable }) => {
                self.judge.acknowledge(&key, *version, at, durable);
                self.puts.add(time);
                let is_put = matches!(request, Request::Put { .. });
                *(if is_put { &mut self.tally.puts } else { &mut self.tally.deletes }) += 1;
                Ending::Written
            }
            (Request::Get { .. }, Answer::Value(value)) => {
                self.tally.gets += 1;
                self.gets.add(time);
                let finding = self.judge.read(&key, value.as_deref(), at);
                self.tell(&key, finding, context);
                if value.is_some() { Ending::Read } else { Ending::Nothing }
            }
            (Request::Scan { from, to, limit }, Answer::Rows(rows)) => {
                self.tally.scans += 1;
                self.judge_rows((from, to.as_ref(), *limit), &rows, at, context);
                if rows.is_empty() { Ending::Nothing } else { Ending::Read }
            }
            _ => Ending::Unknown,
        };
        self.tally.operations += 1;
        context.returned(op, Word::Ended.with(key.packed(), ending as u64));
        if modify && ending != Ending::Refused {
            return self.put(key, None, drawn, context);
        }
        if drawn && self.rules.rate == 0 {
            self.draw(context);
        }
    }

    /// Rows are judged one by one, and the numbered keys that are not among them but should be, as not there.
    fn judge_rows(
        &mut self,
        (from, to, limit): (&Key, Option<&Key>, u32),
        rows: &[(Vec<u8>, Vec<u8>)],
        at: (u32, u64),
        context: &mut Context<'_, Node>,
    ) {
        for (key, value) in rows {
            if let Some(key) = Key::read(key) {
                let finding = self.judge.read(&key, Some(value), at);
                self.tell(&key, finding, context);
            }
        }
        let Key::Number(first) = *from else { return };
        let full = rows.len() >= limit as usize;
        let last = match rows.last().and_then(|(key, _)| Key::read(key)) {
            Some(Key::Number(last)) if full => last,
            _ => match to {
                Some(Key::Number(last)) => *last,
                _ => context.shared().parameters.keys.saturating_sub(1),
            },
        };
        let mut there = rows.iter().filter_map(|(key, _)| Key::read(key)).peekable();
        for number in first..=last.min(context.shared().parameters.keys.saturating_sub(1)) {
            let key = Key::Number(number);
            if there.next_if_eq(&key).is_none() {
                let finding = self.judge.read(&key, None, at);
                self.tell(&key, finding, context);
            }
        }
    }

    fn tell(&mut self, key: &Key, finding: Finding, context: &mut Context<'_, Node>) {
        let key = key.packed();
        match finding {
            Finding::Fine => {}
            Finding::Lost(expected, found) => {
                self.tally.lost += 1;
                context.verdict(Word::Lost.with(key, u64::from(expected) << 32 | u64::from(found)));
            }
            Finding::Resurrected(found) => {
                self.tally.resurrected += 1;
                context.verdict(Word::Resurrected.with(key, u64::from(found)));
            }
            Finding::Wrong(bytes) => {
                self.tally.wrong += 1;
                context.verdict(Word::Wrong.with(key, bytes));
            }
        }
    }
}
