//! The keys: everything can be done without a pointer.

use super::{App, Dialog, Msg, words};
use crate::player::Tab;
use crate::text::Text;
use wasm_bindgen::JsCast;
use yew::Context;

/// The keys as the help lists them.
pub(super) const KEYS: [(&str, Text); 16] = [
    ("space", words::KEY_PLAY),
    ("← →", words::KEY_STEP),
    ("shift ← →", words::KEY_LESSON),
    ("home", words::KEY_START),
    ("1 – 9", words::KEY_SPEED),
    ("c", words::KEY_CONSOLE),
    ("s", words::KEY_SHAKE),
    ("b", words::KEY_BESIDE),
    ("x", words::KEY_SWAP),
    ("v", words::KEY_VIEW),
    ("t", words::KEY_TAB),
    ("l", words::KEY_LANGUAGE),
    ("m", words::KEY_MARK),
    ("Ctrl/⌘ K · /", words::KEY_FIND),
    ("esc", words::KEY_ESCAPE),
    ("?", words::KEY_HELP),
];

impl App {
    /// A key anywhere on the page; true if the page should be renewed.
    pub(super) fn on_key(&mut self, ctx: &Context<Self>, event: &web_sys::KeyboardEvent) -> bool {
        if event.is_composing() || event.default_prevented() {
            return false;
        }
        let key = event.key();
        let find = (event.meta_key() || event.ctrl_key()) && key.eq_ignore_ascii_case("k");
        if key == "Escape" && self.dialog.is_some() {
            return self.handle(ctx, Msg::Dialog(None));
        }
        if find || !(is_typing(event) || event.meta_key() || event.ctrl_key() || event.alt_key()) {
            let Some(msg) =
                (if find { Some(Msg::Dialog(Some(Dialog::Find))) } else { self.meaning(&key, event) })
            else {
                return false;
            };
            event.prevent_default();
            return self.handle(ctx, msg);
        }
        false
    }

    fn meaning(&self, key: &str, event: &web_sys::KeyboardEvent) -> Option<Msg> {
        let player = self.player.as_ref()?;
        // A control that has the focus keeps the keys that work it.
        let works_control = on_control(event);
        if self.dialog == Some(Dialog::Find) && !works_control && key.chars().count() == 1 {
            // The field is not there yet: nothing that is typed is lost.
            return Some(Msg::Query(format!("{}{key}", self.query)));
        }
        if self.dialog.is_some() {
            return None;
        }
        if self.to_write && (key.chars().count() == 1 || key == "Backspace") {
            // Nor is anything that is typed on the way to the line for commands.
            let mut draft = self.draft.clone();
            if key == "Backspace" {
                _ = draft.pop()
            } else {
                draft.push_str(key)
            }
            return Some(Msg::Draft(draft));
        }
        let step = player.following.step();
        Some(match key {
            " " if !works_control => Msg::Toggle,
            "ArrowRight" if event.shift_key() => Msg::Lesson(step.map_or(0, |step| step + 1)),
            "ArrowLeft" if event.shift_key() => Msg::Lesson(step?.checked_sub(1)?),
            "ArrowRight" => Msg::Forward,
            "ArrowLeft" => Msg::Back,
            "Home" => Msg::ToStart,
            "c" => Msg::Write,
            "s" => Msg::Shake,
            "b" => Msg::Beside,
            "x" => Msg::Swap,
            "v" => {
                let views = player.scene.views();
                let here = views.iter().position(|view| *view == player.view).unwrap_or_default();
                Msg::Show(views.get((here + 1) % views.len().max(1)).copied().unwrap_or_default())
            }
            "t" => {
                let here = Tab::ALL.iter().position(|tab| *tab == player.tab).unwrap_or_default();
                Msg::Open(Tab::ALL.get((here + 1) % Tab::ALL.len()).copied().unwrap_or_default())
            }
            "l" => Msg::Language(self.other_language()),
            "m" => Msg::Mark,
            "/" => Msg::Dialog(Some(Dialog::Find)),
            "?" => Msg::Dialog(Some(Dialog::Help)),
            "Escape" => Msg::Select(None),
            digit => Msg::Speed(digit.parse::<usize>().ok().filter(|_| digit.len() == 1)?.checked_sub(1)?),
        })
    }
}

fn target(event: &web_sys::KeyboardEvent) -> Option<web_sys::Element> {
    event.target()?.dyn_into::<web_sys::Element>().ok()
}

/// Whether the key goes into a field.
fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    target(event).is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// Whether something that itself answers to the space bar has the focus.
fn on_control(event: &web_sys::KeyboardEvent) -> bool {
    target(event).is_some_and(|target| {
        matches!(target.tag_name().as_str(), "BUTTON" | "A" | "SUMMARY")
            || target.get_attribute("role").is_some_and(|role| role == "button")
    })
}
