//! The pictures of the gateway are made without a browser, and looked at here as marks.

mod lanes;
mod race;
mod told;
mod topology;

use super::{GatewayDetails, GatewayScene};
use crate::picture::{Area, Mark, Picture, Shape};
use crate::scenes::testing::{self, LANGUAGES, SIZES, frame, is_legible, said, texts, time};
use crate::scenes::{Details, Frame, Scene};
use crate::text::Language;
use snowglobe_core::sim::{Globe, SECOND};
use snowglobe_core::systems;

/// A run of the gateway with these settings and actions (`"1s crash store"`), at a time.
fn globe(settings: &[(&str, &str)], actions: &[&str], at: &str) -> Box<dyn Globe> {
    testing::globe("gateway", settings, actions, at)
}
