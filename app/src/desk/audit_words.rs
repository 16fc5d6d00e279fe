//! What the entries of the audit log are called. Whatever has no words here yet is shown as it stands in the log.

use crate::texts::text;

/// What can be done.
const ACTIONS: &[(&str, &str)] = &[
    ("account-added", "audit-account-added"),
    ("account-closed", "audit-account-closed"),
    ("account-opened", "audit-account-opened"),
    ("logins-ended", "audit-logins-ended"),
    ("role-given", "audit-role-given"),
    ("role-taken", "audit-role-taken"),
    ("mail-sent-again", "audit-mail-sent-again"),
    ("mail-given-up", "audit-mail-given-up"),
    ("mail-put-back", "audit-mail-put-back"),
    ("passkey-added", "audit-passkey-added"),
    ("passkey-removed", "audit-passkey-removed"),
    ("account-erased", "audit-account-erased"),
    ("person-erased", "audit-person-erased"),
    ("claim-accepted", "audit-claim-accepted"),
    ("claim-refused", "audit-claim-refused"),
    ("domain-added", "audit-domain-added"),
    ("domain-removed", "audit-domain-removed"),
    ("submission-accepted", "audit-submission-accepted"),
    ("submission-asked", "audit-submission-asked"),
    ("submission-refused", "audit-submission-refused"),
    ("submission-merged", "audit-submission-merged"),
    ("submission-first-accepted", "audit-submission-first"),
    ("two-moderators-set", "audit-two-moderators"),
    ("answer-added", "audit-answer-added"),
    ("answer-changed", "audit-answer-changed"),
    ("answer-removed", "audit-answer-removed"),
    ("file-imported", "audit-file-imported"),
    ("initiative-published", "audit-initiative-published"),
    ("initiative-changed", "audit-initiative-changed"),
    ("initiative-restored", "audit-initiative-restored"),
    ("initiative-withdrawn", "audit-initiative-withdrawn"),
    ("initiative-put-back", "audit-initiative-put-back"),
    ("initiative-merged", "audit-initiative-merged"),
    ("initiative-taken-apart", "audit-initiative-taken-apart"),
    ("initiative-split", "audit-initiative-split"),
    ("piece-added", "audit-piece-added"),
    ("piece-changed", "audit-piece-changed"),
    ("piece-published", "audit-piece-published"),
    ("piece-hidden", "audit-piece-hidden"),
    ("piece-withdrawn", "audit-piece-withdrawn"),
];

/// What can be different.
const FIELDS: &[(&str, &str)] = &[
    ("domain", "audit-field-domain"),
    ("email", "audit-field-email"),
    ("given_up", "audit-field-given-up"),
    ("initiative", "audit-kind-initiative"),
    ("kind", "audit-field-kind"),
    ("logins", "audit-field-logins"),
    ("municipality", "audit-field-municipality"),
    ("file", "imports-name"),
    ("hash", "imports-hash"),
    ("added", "imports-added"),
    ("changed", "imports-changed"),
    ("title", "audit-field-title"),
    ("words", "deciding-words"),
    ("types", "audit-field-types"),
    ("other", "audit-field-other"),
    ("proposals", "audit-field-proposals"),
    ("reason", "audit-field-reason"),
    ("role", "audit-field-role"),
    ("published", "audit-field-published"),
    ("state", "audit-field-state"),
    ("submissions", "audit-field-submissions"),
    ("mails", "audit-field-mails"),
    ("follows", "audit-field-follows"),
    ("claims", "audit-field-claims"),
    ("asked", "audit-field-asked"),
    ("account", "audit-kind-account"),
    ("titel", "contribute-name"),
    ("samenvatting", "contribute-summary"),
    ("beschrijving", "contribute-story"),
    ("soorten", "contribute-type"),
    ("gemeente", "contribute-municipality"),
    ("ook_in", "column-also-in"),
    ("lon", "contribute-lon"),
    ("lat", "contribute-lat"),
    ("precisie", "contribute-precision"),
    ("startjaar", "contribute-start"),
    ("eindjaar", "contribute-end"),
    ("periode_tekst", "column-period"),
    ("bronnen", "contribute-sources"),
    ("zekerheid", "column-certainty"),
    ("opmerking", "column-remark"),
    ("laatst_gecontroleerd", "column-checked"),
];

/// How things can be.
const STATES: &[(&str, &str)] = &[
    ("open", "accounts-open"),
    ("closed", "accounts-closed"),
    ("waiting", "post-state-waiting"),
    ("sent", "post-state-sent"),
    ("filed", "post-state-filed"),
    ("refused", "post-state-refused"),
    ("pending", "submission-pending"),
    ("asked", "submission-asked"),
    ("accepted", "submission-accepted"),
    ("merged", "submission-merged"),
    ("withdrawn", "keep-withdrawn"),
];

/// To what kinds of things something can be done.
const KINDS: &[(&str, &str)] = &[
    ("account", "audit-kind-account"),
    ("mail", "audit-kind-mail"),
    ("initiative", "audit-kind-initiative"),
    ("municipality", "audit-field-municipality"),
    ("submission", "audit-kind-submission"),
    ("person", "audit-kind-person"),
    ("import", "audit-kind-import"),
    ("answer", "audit-kind-answer"),
    ("rule", "audit-kind-rule"),
    ("piece", "audit-kind-piece"),
    ("passkey", "audit-kind-passkey"),
];

fn called(words: &[(&str, &str)], code: &str) -> String {
    words.iter().find(|(known, _)| *known == code).map_or_else(|| code.to_owned(), |(_, key)| text(key))
}

/// What was done.
#[must_use]
pub fn action(code: &str) -> String {
    called(ACTIONS, code)
}

/// What is different.
#[must_use]
pub fn field(code: &str) -> String {
    called(FIELDS, code)
}

/// How it is.
#[must_use]
pub fn state(code: &str) -> String {
    called(STATES, code)
}

/// What kind of thing it was done to.
#[must_use]
pub fn kind(code: &str) -> String {
    called(KINDS, code)
}
