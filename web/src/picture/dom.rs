//! What stands still, as SVG in the page.
//!
//! A mark that stands for a thing and has a label can be reached with the keyboard and is a
//! toggle button to a screen reader; of several marks of one thing only the first is. All other
//! marks are hidden from it. One set of listeners serves the whole layer: each mark says in
//! `data-thing` what it stands for.
//!
//! ```text
//!   <svg role="group" aria-label="…">
//!     <g tabindex="0" role="button" aria-label="s1 …" aria-pressed="false" data-thing="node s1">…
//!     <g aria-hidden="true" data-thing="node s1">…      the name under it
//! ```
//!
//! WAI-ARIA 1.2, role `button`: <https://www.w3.org/TR/wai-aria-1.2/#button>.

use super::svg::{FONTS, dashes};
use super::{Anchor, Mark, Palette, Picture, Shape, Thing, number};
use snowglobe_core::flat_map::FlatMap;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// What the layer needs.
#[derive(Clone, Properties)]
pub struct StillProps {
    /// The picture.
    pub picture: Rc<Picture>,
    /// Its colours.
    pub palette: Palette,
    /// What is selected anywhere.
    #[prop_or_default]
    pub selected: Option<Thing>,
    /// What is hovered anywhere.
    #[prop_or_default]
    pub hovered: Option<Thing>,
    /// Only to look at: nothing can be reached or chosen.
    #[prop_or_default]
    pub inert: bool,
    /// As wide as its place, however wide that is; heights stay as they are.
    #[prop_or_default]
    pub stretch: bool,
    /// Something was chosen by pointer, Enter or Space.
    #[prop_or_default]
    pub on_select: Callback<Thing>,
    /// The pointer or the focus came to something, or left it.
    #[prop_or_default]
    pub on_hover: Callback<Option<Thing>>,
}

impl PartialEq for StillProps {
    fn eq(&self, other: &Self) -> bool {
        // The same picture is mostly the very same one.
        (Rc::ptr_eq(&self.picture, &other.picture) || self.picture == other.picture)
            && self.palette == other.palette
            && self.selected == other.selected
            && self.hovered == other.hovered
            && (self.inert, self.stretch) == (other.inert, other.stretch)
            && self.on_select == other.on_select
            && self.on_hover == other.on_hover
    }
}

/// The marks of a picture as SVG elements.
#[component]
pub fn StillLayer(props: &StillProps) -> Html {
    let StillProps { picture, on_select, on_hover, inert, stretch, .. } = props;
    let stops = stops(&picture.still, *inert);
    let marks = stretches(&picture.still, &stops, props);
    let (width, height) = (number(picture.width), number(picture.height));
    let view_box = format!("0 0 {width} {height}");
    let width = if *stretch { "100%".to_owned() } else { width };
    let aspect = stretch.then_some("none");
    if *inert {
        // Without a name it is decoration of something that has one.
        let named = !picture.label.is_empty();
        return html! {
            <svg class="still" viewBox={view_box} {width} {height} preserveAspectRatio={aspect} font-family={FONTS}
                role={named.then_some("img")} aria-label={named.then(|| picture.label.clone())}
                aria-hidden={(!named).then_some("true")}>{ marks }</svg>
        };
    }
    let select = on_select.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        if let Some(thing) = thing_at(&event) {
            select.emit(thing);
        }
    });
    let select = on_select.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if !matches!(event.key().as_str(), "Enter" | " ") {
            return;
        }
        if let Some(thing) = thing_at(&event) {
            // Space would play, or scroll the page.
            event.prevent_default();
            event.stop_propagation();
            select.emit(thing);
        }
    });
    let hover = on_hover.clone();
    let onpointerover = Callback::from(move |event: PointerEvent| hover.emit(thing_at(&event)));
    let hover = on_hover.clone();
    let onpointerleave = Callback::from(move |_: PointerEvent| hover.emit(None));
    let hover = on_hover.clone();
    let onfocusin = Callback::from(move |event: FocusEvent| hover.emit(thing_at(&event)));
    let hover = on_hover.clone();
    let onfocusout = Callback::from(move |_: FocusEvent| hover.emit(None));
    html! {
        <svg class="still" viewBox={view_box} {width} {height} preserveAspectRatio={aspect}
            role="group" aria-label={picture.label.clone()} font-family={FONTS}
            {onclick} {onkeydown} {onpointerover} {onpointerleave} {onfocusin} {onfocusout}>{ marks }</svg>
    }
}

/// Marks that are compared and drawn anew together where a picture has more than two such stretches.
const STRETCH: usize = 64;

/// Some consecutive marks of a picture: what did not change in them is not built anew when something else did.
#[derive(Clone, Properties)]
struct StretchProps {
    /// What the whole layer shows.
    layer: StillProps,
    /// Which marks, and at which of them the keyboard stops.
    from: usize,
    stops: Vec<bool>,
}

impl StretchProps {
    fn marks(&self) -> &[Mark] {
        let rest = self.layer.picture.still.get(self.from..).unwrap_or_default();
        rest.get(..self.stops.len()).unwrap_or_default()
    }

    /// What is selected and hovered, if it is among them.
    fn lit(&self) -> [Option<&Thing>; 2] {
        let among = |thing: &&Thing| self.marks().iter().any(|mark| mark.thing.as_ref() == Some(*thing));
        [&self.layer.selected, &self.layer.hovered].map(|thing| thing.as_ref().filter(among))
    }
}

impl PartialEq for StretchProps {
    fn eq(&self, other: &Self) -> bool {
        (self.layer.palette, self.layer.inert) == (other.layer.palette, other.layer.inert)
            && self.stops == other.stops
            && self.marks() == other.marks()
            && self.lit() == other.lit()
    }
}

#[component]
fn Stretch(props: &StretchProps) -> Html {
    let marks = props.marks().iter().zip(&props.stops);
    marks.map(|(mark, stop)| draw(mark, *stop, &props.layer)).collect()
}

fn stretches(marks: &[Mark], stops: &[bool], layer: &StillProps) -> Html {
    if marks.len() <= 2 * STRETCH {
        return marks.iter().zip(stops).map(|(mark, stop)| draw(mark, *stop, layer)).collect();
    }
    let stretch = |(at, stops): (usize, &[bool])| {
        html! { <Stretch key={at} layer={layer.clone()} from={at * STRETCH} stops={stops.to_vec()} /> }
    };
    stops.chunks(STRETCH).enumerate().map(stretch).collect()
}

/// Which marks the keyboard stops at: the first of each thing that has a label.
fn stops(marks: &[Mark], inert: bool) -> Vec<bool> {
    let mut seen = FlatMap::default();
    let mut stops = Vec::with_capacity(marks.len());
    for mark in marks {
        let thing = mark.thing.as_ref().filter(|_| mark.label.is_some() && !inert);
        stops.push(thing.is_some_and(|thing| seen.insert(thing, ()).is_none()));
    }
    stops
}

/// What the element of an event stands for.
fn thing_at(event: &Event) -> Option<Thing> {
    let element = event.target()?.dyn_into::<Element>().ok()?;
    let mark = element.closest("[data-thing]").ok().flatten()?;
    Thing::parse(&mark.get_attribute("data-thing")?)
}

fn draw(mark: &Mark, reachable: bool, props: &StillProps) -> Html {
    let key = mark.key.clone();
    let shape = draw_shape(mark, props.palette);
    let Some(thing) = mark.thing.as_ref().filter(|_| !props.inert) else {
        return html! { <g {key} class="decoration" aria-hidden="true">{ shape }</g> };
    };
    let selected = props.selected.as_ref() == Some(thing);
    let hovered = props.hovered.as_ref() == Some(thing);
    let class = classes!("mark", selected.then_some("selected"), hovered.then_some("hovered"));
    let data = thing.to_string();
    if !reachable {
        return html! { <g {key} {class} aria-hidden="true" data-thing={data}>{ shape }</g> };
    }
    let pressed = if selected { "true" } else { "false" };
    html! {
        <g {key} {class} tabindex="0" role="button" aria-label={mark.label.clone()} aria-pressed={pressed}
            data-thing={data}>{ shape }</g>
    }
}

fn draw_shape(mark: &Mark, palette: Palette) -> Html {
    let paint = &mark.paint;
    let fill = paint.fill.map_or("none", |token| palette.value(token));
    let stroke = paint.stroke.map(|token| palette.value(token));
    let width = paint.stroke.map(|_| number(paint.width));
    let dash = dashes(paint.dash);
    let opacity = (paint.opacity < 1.0).then(|| number(paint.opacity));
    let n = |value: &f32| number(*value);
    match &mark.shape {
        Shape::Circle { x, y, r } => html! {
            <circle cx={n(x)} cy={n(y)} r={n(r)} {fill} {stroke} {opacity}
                stroke-width={width} stroke-dasharray={dash} />
        },
        Shape::Line { from, to } => html! {
            <line x1={n(&from.0)} y1={n(&from.1)} x2={n(&to.0)} y2={n(&to.1)} {fill} {stroke} {opacity}
                stroke-width={width} stroke-dasharray={dash} />
        },
        Shape::Rect { x, y, w, h, r } => html! {
            <rect x={n(x)} y={n(y)} width={n(w)} height={n(h)} rx={n(r)} {fill} {stroke} {opacity}
                stroke-width={width} stroke-dasharray={dash} />
        },
        Shape::Path(path) => html! {
            <path d={path.clone()} {fill} {stroke} {opacity} stroke-width={width} stroke-dasharray={dash} />
        },
        Shape::Text { x, y, size, anchor, bold, text } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let weight = if *bold { "700" } else { "400" };
            html! {
                <text x={n(x)} y={n(y)} font-size={n(size)} font-weight={weight} text-anchor={anchor}
                    {fill} {stroke} {opacity} stroke-width={width} paint-order="stroke" stroke-linejoin="round">
                    { text.as_str() }
                </text>
            }
        }
    }
}

#[cfg(test)]
mod tests;
