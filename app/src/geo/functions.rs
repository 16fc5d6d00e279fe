//! Sines, logarithms and their kin. A browser has its own; those of Rust's library would be downloaded, and they weigh more
//! than everything else here together. The two differ in the last digit at most, which no map shows.

#[cfg(not(target_arch = "wasm32"))]
mod of_this_machine {
    macro_rules! functions {
        ($($name:ident)+) => {$(
            pub(crate) fn $name(x: f64) -> f64 {
                x.$name()
            }
        )+};
    }

    functions!(sin cos tan atan sinh asinh exp exp2 ln log2);

    pub(crate) fn atan2(y: f64, x: f64) -> f64 {
        y.atan2(x)
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use of_this_machine::{asinh, atan, atan2, cos, exp, exp2, ln, log2, sin, sinh, tan};

#[cfg(target_arch = "wasm32")]
pub(crate) use js_sys::Math::{asinh, atan, atan2, cos, exp, log as ln, log2, sin, sinh, tan};

/// Two to a power.
#[cfg(target_arch = "wasm32")]
pub(crate) fn exp2(x: f64) -> f64 {
    js_sys::Math::pow(2.0, x)
}

/// Sine and cosine.
pub(crate) fn sin_cos(x: f64) -> (f64, f64) {
    (sin(x), cos(x))
}
