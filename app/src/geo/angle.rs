//! Sine and cosine, which every browser has: compiled in, they would be a twentieth of what a visitor downloads.

/// Sine and cosine of an angle in radians.
#[cfg(not(feature = "hydrate"))]
pub(super) fn sin_cos(angle: f64) -> (f64, f64) {
    angle.sin_cos()
}

/// Sine and cosine of an angle in radians.
#[cfg(feature = "hydrate")]
pub(super) fn sin_cos(angle: f64) -> (f64, f64) {
    (js_sys::Math::sin(angle), js_sys::Math::cos(angle))
}
