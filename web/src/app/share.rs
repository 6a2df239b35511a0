//! Ways to take the moment along: link, embed code, diagram, picture, file.

use super::{App, Msg, Notice, surroundings, words};
use crate::document;
use crate::picture::animated::to_animated_svg;
use crate::picture::{Palette, Picture, to_svg};
use crate::player::{Player, View};
use crate::scenes::{Export, Stretch, details};
use crate::text::Text;
use crate::text::number::grouped;
use crate::views::{Cast, Story, mermaid, shiviz};
use gloo::utils::{document, window};
use snowglobe_core::scenario::file;
use snowglobe_core::sim::SECOND;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::html::Scope;
use yew::prelude::*;

/// Size that Korean blog hosts give a frame.
const EMBED: (u32, u32) = (768, 430);
/// Seconds that an animation lasts, at most.
const LONGEST: f64 = 60.0;
/// Pixels of a PNG for one of the picture.
const SHARPNESS: f64 = 2.0;

impl App {
    pub(super) fn view_share(&self, link: &Scope<Self>, player: &Player) -> Html {
        let text = player.link(self.preference).encode();
        let address = format!("{}#{text}", surroundings::root());
        let title = self.title();
        let frame = format!(
            "<iframe src=\"{}?embed#{text}\" title=\"{title}\" width=\"{}\" height=\"{}\" loading=\"lazy\" \
             sandbox=\"allow-scripts allow-popups\"></iframe>",
            surroundings::single_file(),
            EMBED.0,
            EMBED.1
        );
        let terminal =
            format!("cargo run --release -p snowglobe-core --features std --example run -- '{text}'");
        let scenario = file::write(player.globe.scenario(), player.globe.parameters());
        let hint = self.say(words::SHARE_SHIVIZ_HINT).replace("{}", &grouped(shiviz::MOST as u64));
        html! {
            <div class="share">
                { self.copyable(link, words::SHARE_LINK, words::SHARE_LINK_HINT, address) }
                { for player.step_address().map(|step| html! {
                    <div class="of-step">{ self.copyable(link, words::SHARE_STEP, words::SHARE_STEP_HINT, format!("{}#{step}", surroundings::root())) }</div>
                }) }
                { self.copyable(link, words::SHARE_EMBED, words::SHARE_EMBED_HINT, frame) }
                { self.copyable(link, words::SHARE_MERMAID, words::SHARE_MERMAID_HINT, self.mermaid(player)) }
                { self.copyable(link, words::SHARE_TERMINAL, words::SHARE_TERMINAL_HINT, terminal) }
                { self.copyable(link, words::SHARE_FILE, words::SHARE_FILE_HINT, scenario) }
                <div class="row wrap">
                    if player.view != View::Table {
                        <button type="button" class="button" onclick={self.download_svg(link)}>{ self.say(words::SHARE_SVG) }</button>
                        <button type="button" class="button" onclick={self.download_png(link)}>{ self.say(words::SHARE_PNG) }</button>
                    }
                    if player.view == View::Topology {
                        <button type="button" class="button" onclick={self.download_animation(link, player)}>{ self.say(words::SHARE_ANIMATION) }</button>
                    }
                    { self.offline() }
                </div>
                <div class="row wrap">
                    <button type="button" class="button" title={hint} onclick={link.callback(|_| Msg::Save(Self::save_shiviz, 0))}>{ self.say(words::SHARE_SHIVIZ) }</button>
                    { for self.exports(link, player) }
                </div>
            </div>
        }
    }

    fn copyable(&self, link: &Scope<Self>, name: Text, hint: Text, text: String) -> Html {
        let copy = {
            let (link, text, done, failed) =
                (link.clone(), text.clone(), self.say(words::COPIED), self.say(words::NOT_COPIED));
            Callback::from(move |_: MouseEvent| {
                let (link, text) = (link.clone(), text.clone());
                spawn_local(async move {
                    let copied = copy(&text).await;
                    let said = if copied { done } else { failed };
                    link.send_message(Msg::Shared(Notice { text: said.to_owned(), wrong: !copied }));
                });
            })
        };
        html! {
            <section class="copyable">
                <h3>{ self.say(name) }</h3><p class="hint">{ self.say(hint) }</p>
                <div class="row">
                    <textarea readonly=true rows="2" aria-label={self.say(name)} value={text} />
                    <button type="button" class="button" onclick={copy} aria-label={format!("{}: {}", self.say(name), self.say(words::COPY))}>{ self.say(words::COPY) }</button>
                </div>
            </section>
        }
    }

    /// The messages of the marked range, or of the last moments, as a Mermaid diagram.
    fn mermaid(&self, player: &Player) -> String {
        self.tell(player, mermaid::diagram)
    }

    /// The same events for another program, as a file.
    fn save_shiviz(&self, player: &Player, _: usize) -> Notice {
        let log = self.tell(player, shiviz::log);
        if log.is_empty() {
            return Notice { text: self.say(words::NO_EVENTS).to_owned(), wrong: true };
        }
        self.saved(download(&log, "text/plain", "snowglobe-shiviz.log"))
    }

    /// What else the scene offers as files: made when they are asked for, as they may be long.
    fn exports(&self, link: &Scope<Self>, player: &Player) -> Vec<Html> {
        let exports = details(player.globe.system()).map_or(&[][..], |of| of.exports());
        let button = |(at, export): (usize, &Export)| {
            let save = link.callback(move |_| Msg::Save(Self::save_export, at));
            html! { <button type="button" class="button" onclick={save}>{ self.say(export.label) }</button> }
        };
        exports.iter().enumerate().map(button).collect()
    }

    fn save_export(&self, player: &Player, at: usize) -> Notice {
        let export = details(player.globe.system()).and_then(|of| of.exports().get(at));
        self.saved(export.and_then(|of| download(&(of.text)(&*player.globe), of.kind, of.file)))
    }

    fn saved(&self, done: Option<()>) -> Notice {
        let said = if done.is_some() { words::DOWNLOADED } else { words::FILE_NOT_MADE };
        Notice { text: self.say(said).to_owned(), wrong: done.is_none() }
    }

    /// Tells the marked range, or the last moments.
    fn tell(&self, player: &Player, tell: fn(&Story<'_>) -> String) -> String {
        let (from, to) = self.range(player);
        let Some(of) = details(player.globe.system()) else { return String::new() };
        let wording = of.wording(&*player.globe, self.language);
        let cast = Cast::new(&player.globe.residents());
        let lanes = player.globe.lanes();
        let actions =
            lanes.get(player.globe.moment().timeline as usize).map(|lane| lane.actions).unwrap_or_default();
        let records: Vec<_> =
            self.records.iter().filter(|record| (from..=to).contains(&record.time)).copied().collect();
        tell(&Story { records: &records, cast: &cast, actions, wording: &*wording })
    }

    /// The marked range of time; without a mark, what is seen at once at this speed.
    pub(super) fn range(&self, player: &Player) -> (u64, u64) {
        let now = player.globe.moment().at;
        let mark = self.marked.unwrap_or_else(|| now.saturating_sub(SECOND / 10));
        (mark.min(now), mark.max(now))
    }

    fn whole_picture(&self) -> Picture {
        let mut picture = (*self.picture).clone();
        picture.moving.clone_from(&self.dots);
        picture
    }

    fn download_svg(&self, link: &Scope<Self>) -> Callback<MouseEvent> {
        let svg = to_svg(&self.whole_picture(), Palette(self.theme));
        let (link, done) = (link.clone(), self.say(words::DOWNLOADED));
        Callback::from(move |_| {
            if download(&svg, "image/svg+xml", "snowglobe.svg").is_some() {
                link.send_message(Msg::Shared(Notice { text: done.to_owned(), wrong: false }));
            }
        })
    }

    /// The marked range of time as a picture that moves, at the speed chosen.
    fn download_animation(&self, link: &Scope<Self>, player: &Player) -> Callback<MouseEvent> {
        let (from, to) = self.range(player);
        let (up, down) = player.rate(player.speed);
        let seconds =
            ((to - from) as f64 / SECOND as f64 * down as f64 / up as f64).clamp(1.0, LONGEST) as f32;
        let frame = self.scene_frame();
        let stretch = Stretch { from, to, seconds };
        let motions = details(player.globe.system())
            .map_or_else(Vec::new, |of| of.motions(&*player.globe, &self.records, &frame, stretch));
        let svg = to_animated_svg(&self.picture, &motions, seconds, Palette(self.theme));
        let (link, done) = (link.clone(), self.say(words::DOWNLOADED));
        Callback::from(move |_| {
            if download(&svg, "image/svg+xml", "snowglobe-moving.svg").is_some() {
                link.send_message(Msg::Shared(Notice { text: done.to_owned(), wrong: false }));
            }
        })
    }

    fn download_png(&self, link: &Scope<Self>) -> Callback<MouseEvent> {
        let svg = to_svg(&self.whole_picture(), Palette(self.theme));
        let size = self.size;
        let (link, done, failed) =
            (link.clone(), self.say(words::DOWNLOADED), self.say(words::NOT_DOWNLOADED));
        Callback::from(move |_| {
            let (link, svg) = (link.clone(), svg.clone());
            spawn_local(async move {
                let saved = png(&svg, size).await.is_ok();
                let said = if saved { done } else { failed };
                link.send_message(Msg::Shared(Notice { text: said.to_owned(), wrong: !saved }));
            });
        })
    }

    /// The whole page as one file.
    fn offline(&self) -> Html {
        let name = self.say(words::SHARE_OFFLINE);
        match document::global("source").and_then(|source| source.as_string()) {
            Some(source) => {
                let save = Callback::from(move |_: MouseEvent| {
                    // A browser that cannot hand out a file has said so itself.
                    let _ = download(&source, "text/html", "snowglobe.html");
                });
                html! { <button type="button" class="button" onclick={save}>{ name }</button> }
            }
            None => {
                html! { <a class="button" href={surroundings::single_file()} download="snowglobe.html">{ name }</a> }
            }
        }
    }
}

/// Puts a text on the clipboard; the old way where the new one is not allowed.
async fn copy(text: &str) -> bool {
    let navigator: JsValue = window().navigator().into();
    let modern = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    if let Ok(clipboard) = modern.and_then(JsCast::dyn_into::<web_sys::Clipboard>)
        && JsFuture::from(clipboard.write_text(text)).await.is_ok()
    {
        return true;
    }
    copy_by_selection(text).unwrap_or(false)
}

fn copy_by_selection(text: &str) -> Option<bool> {
    let body = document().body()?;
    let area = document().create_element("textarea").ok()?.dyn_into::<web_sys::HtmlTextAreaElement>().ok()?;
    area.set_value(text);
    area.set_class_name("unseen");
    body.append_child(&area).ok()?;
    area.select();
    let html = document().dyn_into::<web_sys::HtmlDocument>().ok()?;
    let copied = html.exec_command("copy").unwrap_or(false);
    area.remove();
    Some(copied)
}

/// Hands a text out as a file.
pub(super) fn download(text: &str, kind: &str, name: &str) -> Option<()> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    hand_out(&blob, name)
}

fn hand_out(blob: &web_sys::Blob, name: &str) -> Option<()> {
    let url = web_sys::Url::create_object_url_with_blob(blob).ok()?;
    let anchor = document().create_element("a").ok()?.dyn_into::<web_sys::HtmlAnchorElement>().ok()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // The browser has taken it by then.
    gloo::timers::callback::Timeout::new(10_000, move || {
        let _ = web_sys::Url::revoke_object_url(&url);
    })
    .forget();
    Some(())
}

/// Draws an SVG text on a canvas and hands it out as a PNG.
async fn png(svg: &str, (width, height): (f32, f32)) -> Result<(), JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let blob = web_sys::Blob::new_with_str_sequence_and_options(
        &js_sys::Array::of1(&JsValue::from_str(svg)),
        &options,
    )?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let image = web_sys::HtmlImageElement::new()?;
    image.set_src(&url);
    JsFuture::from(image.decode()).await?;
    let canvas = document().create_element("canvas")?.dyn_into::<web_sys::HtmlCanvasElement>()?;
    canvas.set_width((f64::from(width) * SHARPNESS) as u32);
    canvas.set_height((f64::from(height) * SHARPNESS) as u32);
    let context =
        canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into::<web_sys::CanvasRenderingContext2d>()?;
    let (wide, high) = (f64::from(canvas.width()), f64::from(canvas.height()));
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, wide, high)?;
    web_sys::Url::revoke_object_url(&url)?;
    let save = Closure::once_into_js(|blob: JsValue| {
        if let Ok(blob) = blob.dyn_into::<web_sys::Blob>() {
            // The click on the link is the last thing to do: nobody waits for what it says.
            let _ = hand_out(&blob, "snowglobe.png");
        }
    });
    canvas.to_blob(save.unchecked_ref())
}
