//! Settings that are one of a few names.
//!
//! ```text
//!   choice! { /// When. Sync { /// At once. Always = "always", /// Later. Never = "never", } }
//!   Sync::at(1) == Sync::Never, Sync::Never.name() == "never", Sync::NAMES == ["always", "never"]
//! ```
//!
//! A link holds the place of a name in its list, so names are only ever added at the end.

/// An enum whose variants have names; the first is what 0 means.
macro_rules! choice {
    ($(#[$about:meta])* $name:ident { $($(#[$what:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$what])* $variant,)+
        }

        impl $name {
            /// Every one, in the order of links.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// Their names.
            pub const NAMES: &'static [&'static str] = &[$($text,)+];

            /// The one at a place of the list; the first if there is no such place.
            #[must_use]
            pub fn at(place: u64) -> Self {
                let found = usize::try_from(place).ok().and_then(|place| Self::ALL.get(place));
                found.copied().unwrap_or(Self::ALL[0])
            }

            /// Its name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }
    };
}
pub(super) use choice;
