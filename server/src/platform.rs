//! Everything that is shared between requests, made once at the start.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use app::desk::pages::settings::ShownSetting;
use app::site::Site;
use ipnet::IpNet;

use crate::accounts::organisation::Provider;
use crate::accounts::passkeys::Passkeys;
use crate::clock::Clock;
use crate::day::DayService;
use crate::geocoder::Geocoder;
use crate::http::{ErrorPages, Limits, PageCache, Readiness};
use crate::initiatives::LandkaartService;
use crate::mail::{Postman, Sender, Transport};
use crate::programme::ProgrammeService;
use crate::seals::Seals;
use crate::store::Store;
use crate::tiles::Tiles;

/// The running platform.
pub struct Platform {
    /// The database.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// Who delivers mail.
    pub postman: Postman,
    /// What pages know of the site.
    pub site: Site,
    /// Where people of an organisation sign in, when one is configured.
    pub organisation: Option<Provider>,
    /// Signing in with a passkey, where browsers can.
    pub passkeys: Option<Passkeys>,
    /// The Landkaart in memory.
    pub landkaart: Arc<LandkaartService>,
    /// News and partners in memory.
    pub programme: Arc<ProgrammeService>,
    /// The editions of the Dag in memory.
    pub days: Arc<DayService>,
    /// Pages that were made already.
    pub pages: PageCache,
    /// Pages that explain errors.
    pub error_pages: ErrorPages,
    /// Whether the database answered lately.
    pub readiness: Readiness,
    /// Seals on forms.
    pub seals: Seals,
    /// What one visitor may ask, and all together.
    pub limits: Limits,
    /// Reverse proxies that are believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Sites that may embed the map.
    pub embed_ancestors: Vec<String>,
    /// Where weaknesses are reported, when the operator says so.
    pub security_contact: Option<String>,
    /// How it was started, for the page that says so.
    pub settings: Vec<ShownSetting>,
    /// Who finds the place of an address, when one is configured.
    pub geocoder: Option<Geocoder>,
    /// The street map, when one is configured.
    pub tiles: Option<Tiles>,
    /// Set when the process is stopping, so that no new visitors are sent here.
    pub draining: AtomicBool,
}

impl Platform {
    /// A platform without limits, proxies or street map: what commands and tests start from.
    #[must_use]
    pub fn new(store: Store, site: Site, landkaart: LandkaartService) -> Self {
        let clock = Clock::of_machine();
        let transport = Transport::Folder("data/mail".into());
        Self {
            postman: Postman::new(store.clone(), transport, Sender::of_files(), clock.clone()),
            clock,
            programme: Arc::new(ProgrammeService::new(store.clone())),
            days: Arc::new(DayService::new(store.clone())),
            store,
            passkeys: Passkeys::of_site(&site.base_url),
            site,
            organisation: None,
            landkaart: Arc::new(landkaart),
            pages: PageCache::default(),
            error_pages: ErrorPages::default(),
            readiness: Readiness::default(),
            seals: Seals::default(),
            limits: Limits::new(0),
            trusted_proxies: Vec::new(),
            embed_ancestors: vec!["*".into()],
            security_contact: None,
            settings: Vec::new(),
            geocoder: None,
            tiles: None,
            draining: AtomicBool::new(false),
        }
    }

    /// Changes whenever any page that is the same for everyone would be another: all parts only grow.
    pub(crate) fn version(&self) -> u64 {
        self.landkaart.version() + self.programme.version() + self.days.version()
    }
}
