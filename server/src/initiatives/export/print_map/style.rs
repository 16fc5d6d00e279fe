//! How it looks: the colours of the site, from the same list, so that paper and screen cannot come to differ.

/// The style sheet's own list of colours.
const TOKENS: &str = include_str!("../../../../../style/tokens.css");

const STYLE: &str = "text{font-family:Arial,Helvetica,sans-serif;fill:var(--ink)}.t{font-size:7px;font-weight:bold}\
.s{font-size:3.6px}.f{font-size:2.9px}.a{fill:var(--paper)}\
.g{fill:var(--hatch-ground)}.h{stroke:var(--hatch);stroke-width:6}.d{fill:var(--k5)}\
.m{stroke:var(--edge-few);stroke-width:2;stroke-linejoin:round}.k0{fill:url(#arcering)}.kd{fill:url(#stippen)}.kf{fill:var(--kf)}\
.k1{fill:var(--k1)}.k2{fill:var(--k2)}.k3{fill:var(--k3)}.k4{fill:var(--k4)}.k5{fill:var(--k5)}.k6{fill:var(--k6)}\
.k3{stroke:var(--edge-some)}.k4,.k5,.k6{stroke:var(--edge-many)}\
.p{fill:none;stroke:var(--border-province);stroke-width:5;stroke-linejoin:round}\
.b{fill:var(--mark-fill);stroke:var(--mark-line);stroke-width:7}\
.o{stroke-dasharray:14 9}.n{font-size:64px;font-weight:bold;text-anchor:middle;fill:var(--mark-line)}\
.i{fill:var(--paper);stroke:var(--hairline);stroke-width:3}.c{stroke:var(--ink);stroke-width:3}.j{font-size:44px}\
.l{stroke:var(--hairline);stroke-width:.3}";

/// The style sheet of the map with its colours written out: programs that draw SVG for paper know no custom properties.
pub(super) fn style() -> String {
    let mut written = String::with_capacity(STYLE.len());
    let mut rest = STYLE;
    while let Some((before, after)) = rest.split_once("var(--") {
        let (name, after) = after.split_once(')').unwrap_or((after, ""));
        written.push_str(before);
        // What has no colour stays visible.
        written.push_str(token(name).unwrap_or("currentColor"));
        rest = after;
    }
    written + rest
}

/// The value of a token on paper and on a light screen: those come first in the list.
fn token(name: &str) -> Option<&'static str> {
    let (_, after) = TOKENS.split_once(&format!("  --{name}: "))?;
    after.split_once(';').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_is_the_one_that_the_site_has_and_is_written_out() {
        let style = style();
        for name in STYLE.split("var(--").skip(1).filter_map(|rest| rest.split(')').next()) {
            let value = token(name).unwrap_or_else(|| panic!("the site has no colour {name}"));
            assert!(value.starts_with('#') && value.len() <= 7, "{name}: {value}");
        }
        assert!(!style.contains("var(") && !style.contains("currentColor"), "{style}");
        assert!(
            STYLE.split('#').skip(1).all(|rest| ["arcering", "stippen"].iter().any(|id| rest.starts_with(id))),
            "no colour of its own"
        );
        assert!(style.contains(".k6{fill:#0a4f58}"), "{style}");
    }
}
