//! Choices with stable names, as links and commands have them.

/// For an enum with `ALL` and `name`: the names, reading one and writing it, and the error for a name that none has.
macro_rules! named {
    ($choice:ident, $unknown:ident, $sentence:literal) => {
        impl $choice {
            #[doc = concat!("The names of [`", stringify!($choice), "::ALL`], in its order.")]
            pub const NAMES: [&'static str; Self::ALL.len()] = {
                let mut names = [""; Self::ALL.len()];
                let mut i = 0;
                while i < names.len() {
                    names[i] = Self::ALL[i].name();
                    i += 1;
                }
                names
            };

            /// The one of that name, letter case ignored.
            ///
            /// # Errors
            #[doc = concat!("[`", stringify!($unknown), "`] if none has it.")]
            pub fn parse(text: &str) -> Result<$choice, $unknown> {
                Self::ALL.into_iter().find(|one| one.name().eq_ignore_ascii_case(text)).ok_or($unknown)
            }
        }

        impl core::fmt::Display for $choice {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.name())
            }
        }

        #[doc = concat!("A name that no [`", stringify!($choice), "`] has.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $unknown;

        impl core::fmt::Display for $unknown {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!($sentence, "; choose one of"))?;
                for (i, one) in $choice::ALL.into_iter().enumerate() {
                    write!(f, "{} {one}", if i == 0 { "" } else { "," })?;
                }
                Ok(())
            }
        }

        impl core::error::Error for $unknown {}
    };
}
pub(crate) use named;
