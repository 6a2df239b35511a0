//! A number of 64 bits as a curve: 16 bars of 4 bits each, the first in the highest bits.
//!
//! ```text
//!   0x0369_cfff_fc96_3000      ▁▃▅▇████▇▅▃▁        each bar 0 to 15
//! ```
//!
//! Bars are drawn with the pointer in one stroke. With the keyboard one of them has the focus: left and right
//! go to its neighbours, up and down change it. What was drawn is told when the stroke ends.

use wasm_bindgen::JsCast;
use web_sys::{Element, SvgElement};
use yew::prelude::*;

/// Bars of a curve.
const BARS: u32 = 16;
/// The highest that a bar can be.
const FULL: u64 = 15;
/// Width of a bar's place, and height of a full one, in the drawing's own units.
const PLACE: f64 = 10.0;
const HEIGHT: f64 = 60.0;

/// How high a bar is.
fn bar(curve: u64, index: u32) -> u64 {
    curve >> (4 * (BARS - 1 - index.min(BARS - 1))) & FULL
}

/// The same curve with another height of one bar.
fn with_bar(curve: u64, index: u32, height: u64) -> u64 {
    let shift = 4 * (BARS - 1 - index.min(BARS - 1));
    curve & !(FULL << shift) | height.min(FULL) << shift
}

/// What the editor needs.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct CurveProps {
    /// The curve.
    pub(super) value: u64,
    /// What it is called.
    pub(super) name: AttrValue,
    /// Whether it cannot be changed now.
    pub(super) disabled: bool,
    /// It became another.
    pub(super) on_change: Callback<u64>,
}

/// An editor of a curve.
#[component]
pub(super) fn Curve(props: &CurveProps) -> Html {
    let CurveProps { value, name, disabled, on_change } = props.clone();
    // What is being drawn, until the stroke ends.
    let drawn = use_state(|| None::<u64>);
    let focus = use_state(|| 0_u32);
    let curve = drawn.unwrap_or(value);
    let stroke = {
        let drawn = drawn.clone();
        Callback::from(move |event: PointerEvent| {
            if disabled || event.buttons() & 1 == 0 {
                return;
            }
            if let Some((index, height)) = pointed(&event) {
                drawn.set(Some(with_bar(curve, index, height)));
            }
        })
    };
    let begin = {
        let stroke = stroke.clone();
        Callback::from(move |event: PointerEvent| {
            // Without it the stroke ends at the rim, and that is all.
            let _ = canvas(&event).map(|canvas| canvas.set_pointer_capture(event.pointer_id()));
            stroke.emit(event);
        })
    };
    let end = {
        let (drawn, on_change) = (drawn.clone(), on_change.clone());
        Callback::from(move |_: PointerEvent| {
            if let Some(curve) = *drawn {
                on_change.emit(curve);
            }
            drawn.set(None);
        })
    };
    let width = PLACE * f64::from(BARS);
    html! {
        <svg class={classes!("curve", disabled.then_some("disabled"))} role="group" aria-label={name.clone()}
            viewBox={format!("0 0 {width} {HEIGHT}")} preserveAspectRatio="none"
            onpointerdown={begin} onpointermove={stroke} onpointerup={end.clone()} onpointercancel={end}>
            { for (0..BARS).map(|index| {
                let height = bar(curve, index);
                let onkeydown = {
                    let on_change = on_change.clone();
                    Callback::from(move |event: KeyboardEvent| {
                        if let Some(height) = pressed(&event, height).filter(|_| !disabled) {
                            on_change.emit(with_bar(curve, index, height));
                        }
                    })
                };
                let onfocus = {
                    let focus = focus.clone();
                    Callback::from(move |_: FocusEvent| focus.set(index))
                };
                let (x, high) = ((PLACE * f64::from(index)).to_string(), HEIGHT * height as f64 / FULL as f64);
                html! {
                    <g key={index} role="slider" aria-label={format!("{name} {}/{BARS}", index + 1)} {onkeydown} {onfocus}
                        tabindex={if *focus == index { "0" } else { "-1" }} aria-orientation="vertical"
                        aria-disabled={disabled.to_string()} aria-valuemin="0" aria-valuemax={FULL.to_string()}
                        aria-valuenow={height.to_string()} aria-valuetext={format!("{}%", height * 100 / FULL)}>
                        <rect class="place" x={x.clone()} y="0" width={PLACE.to_string()} height={HEIGHT.to_string()} />
                        <rect class="height" {x} y={(HEIGHT - high).to_string()} width={(PLACE - 1.0).to_string()}
                            height={high.to_string()} />
                    </g>
                }
            }) }
        </svg>
    }
}

/// What around the target of an event is meant. Yew listens at its root, which is the current target of all.
fn around(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// The drawing that an event is in.
fn canvas(event: &PointerEvent) -> Option<Element> {
    around(event, "svg.curve")
}

/// The bar that is pointed at, and how high.
fn pointed(event: &PointerEvent) -> Option<(u32, u64)> {
    let rect = canvas(event)?.get_bounding_client_rect();
    let across = (f64::from(event.client_x()) - rect.left()) / rect.width();
    let up = (rect.bottom() - f64::from(event.client_y())) / rect.height();
    let index = (across * f64::from(BARS)).clamp(0.0, f64::from(BARS - 1)) as u32;
    Some((index, (up * FULL as f64).round().clamp(0.0, FULL as f64) as u64))
}

/// The height that a key gives a bar. Left and right give the focus to a neighbour.
fn pressed(event: &KeyboardEvent, height: u64) -> Option<u64> {
    let here = || around(event, "[role=slider]");
    let wanted = match event.key().as_str() {
        "ArrowUp" => Some((height + 1).min(FULL)),
        "ArrowDown" => Some(height.saturating_sub(1)),
        "PageUp" => Some((height + 5).min(FULL)),
        "PageDown" => Some(height.saturating_sub(5)),
        "Home" => Some(0),
        "End" => Some(FULL),
        "ArrowLeft" => {
            go_to(here()?.previous_element_sibling());
            None
        }
        "ArrowRight" => {
            go_to(here()?.next_element_sibling());
            None
        }
        _ => return None,
    };
    // The page has other uses for these keys.
    event.prevent_default();
    event.stop_propagation();
    wanted
}

fn go_to(element: Option<Element>) {
    if let Some(bar) = element.and_then(|element| element.dyn_into::<SvgElement>().ok()) {
        // A bar that is not there any more needs no focus.
        let _ = bar.focus();
    }
}

#[cfg(test)]
mod tests;
