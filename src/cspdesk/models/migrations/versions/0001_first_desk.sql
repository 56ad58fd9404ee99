CREATE TABLE account (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    name TEXT,
    kind TEXT,
    currency TEXT,
    bank TEXT,
    number TEXT,
    holder TEXT,
    opened_on TEXT,
    closed_on TEXT,
    note TEXT,
    CONSTRAINT pk_account PRIMARY KEY (no),
    CONSTRAINT uq_account_id UNIQUE (id)
);
CREATE INDEX ix_account_feed_seq ON account (feed, seq);
CREATE INDEX ix_account_gone ON account (presence) WHERE presence > 0;
CREATE TABLE acquittal (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    sub_grant BLOB,
    accepted_on TEXT,
    amount INTEGER,
    amount_currency TEXT,
    line TEXT,
    period TEXT,
    description TEXT,
    number TEXT,
    note TEXT,
    accounted TEXT,
    day_order TEXT,
    replaces BLOB,
    CONSTRAINT pk_acquittal PRIMARY KEY (no),
    CONSTRAINT uq_acquittal_id UNIQUE (id)
);
CREATE INDEX ix_acquittal_feed_seq ON acquittal (feed, seq);
CREATE INDEX ix_acquittal_gone ON acquittal (presence) WHERE presence > 0;
CREATE INDEX ix_acquittal_listed ON acquittal (accepted_on) WHERE presence IN (0, 2);
CREATE TABLE activity (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    title TEXT,
    type TEXT,
    description TEXT,
    project TEXT,
    agreement BLOB,
    place TEXT,
    starts TEXT,
    ends TEXT,
    state TEXT,
    answers TEXT,
    cost INTEGER,
    cost_currency TEXT,
    result TEXT,
    joint TEXT,
    lead BLOB,
    people INTEGER,
    CONSTRAINT pk_activity PRIMARY KEY (no),
    CONSTRAINT uq_activity_id UNIQUE (id)
);
CREATE INDEX ix_activity_feed_seq ON activity (feed, seq);
CREATE INDEX ix_activity_gone ON activity (presence) WHERE presence > 0;
CREATE INDEX ix_activity_listed ON activity (starts) WHERE presence IN (0, 2);
CREATE INDEX ix_activity_place ON activity (place);
CREATE TABLE agreement (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    number TEXT,
    title TEXT,
    donor BLOB,
    kind TEXT,
    signed_on TEXT,
    starts TEXT,
    ends TEXT,
    total INTEGER,
    total_currency TEXT,
    rule TEXT,
    fixed_rate INTEGER,
    fixed_rate_decimals INTEGER,
    fixed_rate_unit INTEGER,
    rate_table TEXT,
    difference_line TEXT,
    tolerance TEXT,
    indirect_rate TEXT,
    back_donor BLOB,
    project TEXT,
    title_ru TEXT,
    title_en TEXT,
    purpose TEXT,
    activities TEXT,
    territory TEXT,
    groups TEXT,
    women INTEGER,
    men INTEGER,
    partners TEXT,
    counterpart TEXT,
    sectors TEXT,
    aid_type TEXT,
    flow_type TEXT,
    finance_type TEXT,
    tied_status TEXT,
    unpublished TEXT,
    note TEXT,
    keep_until TEXT,
    own_share INTEGER,
    own_share_currency TEXT,
    income_rule TEXT,
    CONSTRAINT pk_agreement PRIMARY KEY (no),
    CONSTRAINT uq_agreement_id UNIQUE (id)
);
CREATE INDEX ix_agreement_feed_seq ON agreement (feed, seq);
CREATE INDEX ix_agreement_gone ON agreement (presence) WHERE presence > 0;
CREATE INDEX ix_agreement_listed ON agreement (signed_on) WHERE presence IN (0, 2);
CREATE TABLE allocation (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    agreement BLOB,
    line TEXT,
    percent TEXT,
    amount INTEGER,
    amount_currency TEXT,
    recover INTEGER,
    CONSTRAINT pk_allocation PRIMARY KEY (no),
    CONSTRAINT uq_allocation_id UNIQUE (id)
);
CREATE INDEX ix_allocation_feed_seq ON allocation (feed, seq);
CREATE INDEX ix_allocation_gone ON allocation (presence) WHERE presence > 0;
CREATE INDEX ix_allocation_parent ON allocation (parent);
CREATE TABLE amended_line (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    line TEXT,
    amount INTEGER,
    amount_currency TEXT,
    title TEXT,
    CONSTRAINT pk_amended_line PRIMARY KEY (no),
    CONSTRAINT uq_amended_line_id UNIQUE (id)
);
CREATE INDEX ix_amended_line_feed_seq ON amended_line (feed, seq);
CREATE INDEX ix_amended_line_gone ON amended_line (presence) WHERE presence > 0;
CREATE INDEX ix_amended_line_parent ON amended_line (parent);
CREATE TABLE amendment (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    agreement BLOB,
    number TEXT,
    signed_on TEXT,
    total INTEGER,
    total_currency TEXT,
    ends TEXT,
    reason TEXT,
    CONSTRAINT pk_amendment PRIMARY KEY (no),
    CONSTRAINT uq_amendment_id UNIQUE (id)
);
CREATE INDEX ix_amendment_feed_seq ON amendment (feed, seq);
CREATE INDEX ix_amendment_gone ON amendment (presence) WHERE presence > 0;
CREATE INDEX ix_amendment_listed ON amendment (signed_on) WHERE presence IN (0, 2);
CREATE TABLE arrival (
    no INTEGER NOT NULL,
    at INTEGER NOT NULL,
    sender BLOB NOT NULL,
    place TEXT NOT NULL,
    roster INTEGER NOT NULL,
    segments INTEGER NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    conflicts INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    CONSTRAINT pk_arrival PRIMARY KEY (no)
);
CREATE TABLE article (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    code TEXT,
    name TEXT,
    name_ru TEXT,
    name_en TEXT,
    CONSTRAINT pk_article PRIMARY KEY (no),
    CONSTRAINT uq_article_id UNIQUE (id)
);
CREATE INDEX ix_article_feed_seq ON article (feed, seq);
CREATE INDEX ix_article_gone ON article (presence) WHERE presence > 0;
CREATE TABLE asset (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    name TEXT,
    inventory_no TEXT,
    serial_no TEXT,
    bought_on TEXT,
    value INTEGER,
    value_currency TEXT,
    quantity INTEGER,
    kept_at TEXT,
    keeper TEXT,
    donor BLOB,
    agreement BLOB,
    expense BLOB,
    state TEXT,
    gone_on TEXT,
    "end" TEXT,
    note TEXT,
    CONSTRAINT pk_asset PRIMARY KEY (no),
    CONSTRAINT uq_asset_id UNIQUE (id)
);
CREATE INDEX ix_asset_feed_seq ON asset (feed, seq);
CREATE INDEX ix_asset_gone ON asset (presence) WHERE presence > 0;
CREATE INDEX ix_asset_listed ON asset (bought_on) WHERE presence IN (0, 2);
CREATE TABLE attachment (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    name TEXT,
    media TEXT,
    size INTEGER,
    pieces TEXT,
    "key" TEXT,
    caption TEXT,
    CONSTRAINT pk_attachment PRIMARY KEY (no),
    CONSTRAINT uq_attachment_id UNIQUE (id)
);
CREATE INDEX ix_attachment_feed_seq ON attachment (feed, seq);
CREATE INDEX ix_attachment_gone ON attachment (presence) WHERE presence > 0;
CREATE INDEX ix_attachment_parent ON attachment (parent);
CREATE TABLE bank_rule (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    words TEXT,
    article TEXT,
    agreement BLOB,
    line TEXT,
    CONSTRAINT pk_bank_rule PRIMARY KEY (no),
    CONSTRAINT uq_bank_rule_id UNIQUE (id)
);
CREATE INDEX ix_bank_rule_feed_seq ON bank_rule (feed, seq);
CREATE INDEX ix_bank_rule_gone ON bank_rule (presence) WHERE presence > 0;
CREATE TABLE bank_statement (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    account BLOB,
    first TEXT,
    last TEXT,
    opening INTEGER,
    opening_currency TEXT,
    closing INTEGER,
    closing_currency TEXT,
    number TEXT,
    note TEXT,
    CONSTRAINT pk_bank_statement PRIMARY KEY (no),
    CONSTRAINT uq_bank_statement_id UNIQUE (id)
);
CREATE INDEX ix_bank_statement_feed_seq ON bank_statement (feed, seq);
CREATE INDEX ix_bank_statement_gone ON bank_statement (presence) WHERE presence > 0;
CREATE INDEX ix_bank_statement_listed ON bank_statement (last) WHERE presence IN (0, 2);
CREATE TABLE body (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    name TEXT,
    name_ru TEXT,
    name_en TEXT,
    type TEXT,
    level TEXT,
    place TEXT,
    contact TEXT,
    note TEXT,
    CONSTRAINT pk_body PRIMARY KEY (no),
    CONSTRAINT uq_body_id UNIQUE (id)
);
CREATE INDEX ix_body_feed_seq ON body (feed, seq);
CREATE INDEX ix_body_gone ON body (presence) WHERE presence > 0;
CREATE INDEX ix_body_place ON body (place);
CREATE TABLE budget_line (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    code TEXT,
    title TEXT,
    amount INTEGER,
    amount_currency TEXT,
    donor_heading TEXT,
    article TEXT,
    in_kind INTEGER,
    unit TEXT,
    units TEXT,
    unit_value INTEGER,
    unit_value_currency TEXT,
    CONSTRAINT pk_budget_line PRIMARY KEY (no),
    CONSTRAINT uq_budget_line_id UNIQUE (id)
);
CREATE INDEX ix_budget_line_feed_seq ON budget_line (feed, seq);
CREATE INDEX ix_budget_line_gone ON budget_line (presence) WHERE presence > 0;
CREATE INDEX ix_budget_line_parent ON budget_line (parent);
CREATE TABLE capacity (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    words TEXT,
    who TEXT,
    concern BLOB,
    CONSTRAINT pk_capacity PRIMARY KEY (no),
    CONSTRAINT uq_capacity_id UNIQUE (id)
);
CREATE INDEX ix_capacity_feed_seq ON capacity (feed, seq);
CREATE INDEX ix_capacity_gone ON capacity (presence) WHERE presence > 0;
CREATE INDEX ix_capacity_parent ON capacity (parent);
CREATE TABLE cause (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    words TEXT,
    kind TEXT,
    responsible TEXT,
    concern BLOB,
    CONSTRAINT pk_cause PRIMARY KEY (no),
    CONSTRAINT uq_cause_id UNIQUE (id)
);
CREATE INDEX ix_cause_feed_seq ON cause (feed, seq);
CREATE INDEX ix_cause_gone ON cause (presence) WHERE presence > 0;
CREATE INDEX ix_cause_parent ON cause (parent);
CREATE TABLE change (
    record BLOB NOT NULL,
    unit INTEGER NOT NULL,
    feed INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    current INTEGER NOT NULL,
    CONSTRAINT pk_change PRIMARY KEY (record, unit, feed, seq)
)
 WITHOUT ROWID;
CREATE INDEX ix_change_feed_seq ON change (feed, seq);
CREATE TABLE closing (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    period TEXT,
    closed_on TEXT,
    cover TEXT,
    figures TEXT,
    fingerprint TEXT,
    signer TEXT,
    names TEXT,
    reason TEXT,
    CONSTRAINT pk_closing PRIMARY KEY (no),
    CONSTRAINT uq_closing_id UNIQUE (id)
);
CREATE INDEX ix_closing_feed_seq ON closing (feed, seq);
CREATE INDEX ix_closing_gone ON closing (presence) WHERE presence > 0;
CREATE INDEX ix_closing_listed ON closing (closed_on) WHERE presence IN (0, 2);
CREATE TABLE concern (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    theme TEXT,
    words TEXT,
    details TEXT,
    place TEXT,
    time_pattern TEXT,
    trend TEXT,
    severity INTEGER,
    frequency TEXT,
    rank INTEGER,
    rank_women INTEGER,
    rank_men INTEGER,
    votes_women INTEGER,
    votes_men INTEGER,
    affected TEXT,
    scale TEXT,
    said_by TEXT,
    CONSTRAINT pk_concern PRIMARY KEY (no),
    CONSTRAINT uq_concern_id UNIQUE (id)
);
CREATE INDEX ix_concern_feed_seq ON concern (feed, seq);
CREATE INDEX ix_concern_gone ON concern (presence) WHERE presence > 0;
CREATE INDEX ix_concern_parent ON concern (parent);
CREATE INDEX ix_concern_theme ON concern (theme);
CREATE TABLE "conflict" (
    record BLOB NOT NULL,
    unit INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    merge TEXT NOT NULL,
    CONSTRAINT pk_conflict PRIMARY KEY (record, unit)
)
 WITHOUT ROWID;
CREATE TABLE consultation (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    title TEXT,
    local_no TEXT,
    held_on TEXT,
    starts TEXT,
    minutes INTEGER,
    place TEXT,
    venue TEXT,
    method TEXT,
    groups TEXT,
    languages TEXT,
    co_hosts TEXT,
    facilitator BLOB,
    note_taker BLOB,
    interpreter BLOB,
    script_read INTEGER,
    consent_form TEXT,
    consent_notes TEXT,
    consent_photo TEXT,
    consent_audio TEXT,
    consent_quotes TEXT,
    consent_authorities TEXT,
    consent_publication TEXT,
    police_present TEXT,
    disability_source TEXT,
    summary TEXT,
    rank_method TEXT,
    safety_day INTEGER,
    safety_night INTEGER,
    police_trust INTEGER,
    would_report TEXT,
    referral_offered INTEGER,
    harm_risk TEXT,
    harm_incident TEXT,
    harm_told TEXT,
    harm_mitigation TEXT,
    sensitivity TEXT,
    ceiling TEXT,
    lifecycle TEXT,
    proposals TEXT,
    resolution TEXT,
    CONSTRAINT pk_consultation PRIMARY KEY (no),
    CONSTRAINT uq_consultation_id UNIQUE (id)
);
CREATE INDEX ix_consultation_feed_seq ON consultation (feed, seq);
CREATE INDEX ix_consultation_gone ON consultation (presence) WHERE presence > 0;
CREATE INDEX ix_consultation_lifecycle ON consultation (lifecycle);
CREATE INDEX ix_consultation_listed ON consultation (held_on) WHERE presence IN (0, 2);
CREATE INDEX ix_consultation_place ON consultation (place);
CREATE TABLE contract (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    agreement BLOB,
    line TEXT,
    signed_on TEXT,
    amount INTEGER,
    amount_currency TEXT,
    supplier TEXT,
    description TEXT,
    number TEXT,
    ends TEXT,
    closed_on TEXT,
    due TEXT,
    note TEXT,
    CONSTRAINT pk_contract PRIMARY KEY (no),
    CONSTRAINT uq_contract_id UNIQUE (id)
);
CREATE INDEX ix_contract_feed_seq ON contract (feed, seq);
CREATE INDEX ix_contract_gone ON contract (presence) WHERE presence > 0;
CREATE INDEX ix_contract_listed ON contract (signed_on) WHERE presence IN (0, 2);
CREATE TABLE conversion (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    agreement BLOB,
    changed_on TEXT,
    source BLOB,
    paid INTEGER,
    paid_currency TEXT,
    target BLOB,
    bought INTEGER,
    bought_currency TEXT,
    description TEXT,
    number TEXT,
    note TEXT,
    accounted TEXT,
    day_order TEXT,
    replaces BLOB,
    CONSTRAINT pk_conversion PRIMARY KEY (no),
    CONSTRAINT uq_conversion_id UNIQUE (id)
);
CREATE INDEX ix_conversion_feed_seq ON conversion (feed, seq);
CREATE INDEX ix_conversion_gone ON conversion (presence) WHERE presence > 0;
CREATE INDEX ix_conversion_listed ON conversion (changed_on) WHERE presence IN (0, 2);
CREATE TABLE deed (
    no INTEGER NOT NULL,
    feed INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    undone INTEGER NOT NULL,
    CONSTRAINT pk_deed PRIMARY KEY (no, feed)
)
 WITHOUT ROWID;
CREATE INDEX ix_deed_no ON deed (no);
CREATE TABLE desk (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    person TEXT,
    name TEXT,
    CONSTRAINT pk_desk PRIMARY KEY (no),
    CONSTRAINT uq_desk_id UNIQUE (id)
);
CREATE INDEX ix_desk_feed_seq ON desk (feed, seq);
CREATE INDEX ix_desk_gone ON desk (presence) WHERE presence > 0;
CREATE TABLE donor (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    name TEXT,
    name_ru TEXT,
    type TEXT,
    country TEXT,
    org_id TEXT,
    registration_no TEXT,
    address TEXT,
    contact TEXT,
    note TEXT,
    CONSTRAINT pk_donor PRIMARY KEY (no),
    CONSTRAINT uq_donor_id UNIQUE (id)
);
CREATE INDEX ix_donor_feed_seq ON donor (feed, seq);
CREATE INDEX ix_donor_gone ON donor (presence) WHERE presence > 0;
CREATE TABLE draft (
    id BLOB NOT NULL,
    kind INTEGER NOT NULL,
    record BLOB,
    at INTEGER NOT NULL,
    form INTEGER NOT NULL,
    token TEXT NOT NULL,
    typed BLOB NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (id)
);
CREATE INDEX ix_draft_record ON draft (record);
CREATE TABLE duty_rule (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    code TEXT,
    version INTEGER,
    valid_from TEXT,
    valid_to TEXT,
    legal_forms TEXT,
    only TEXT,
    opens_on TEXT,
    due TEXT,
    calendar TEXT,
    roll TEXT,
    leads TEXT,
    addressee TEXT,
    needs TEXT,
    basis TEXT,
    confirmed TEXT,
    confirmed_by TEXT,
    confirmed_on TEXT,
    confirmed_note TEXT,
    CONSTRAINT pk_duty_rule PRIMARY KEY (no),
    CONSTRAINT uq_duty_rule_id UNIQUE (id)
);
CREATE INDEX ix_duty_rule_feed_seq ON duty_rule (feed, seq);
CREATE INDEX ix_duty_rule_gone ON duty_rule (presence) WHERE presence > 0;
CREATE TABLE earlier_charge (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    line TEXT,
    article TEXT,
    amount INTEGER,
    amount_currency TEXT,
    CONSTRAINT pk_earlier_charge PRIMARY KEY (no),
    CONSTRAINT uq_earlier_charge_id UNIQUE (id)
);
CREATE INDEX ix_earlier_charge_feed_seq ON earlier_charge (feed, seq);
CREATE INDEX ix_earlier_charge_gone ON earlier_charge (presence) WHERE presence > 0;
CREATE INDEX ix_earlier_charge_parent ON earlier_charge (parent);
CREATE TABLE earlier_figures (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    agreement BLOB,
    until TEXT,
    received INTEGER,
    received_currency TEXT,
    returned INTEGER,
    returned_currency TEXT,
    description TEXT,
    note TEXT,
    CONSTRAINT pk_earlier_figures PRIMARY KEY (no),
    CONSTRAINT uq_earlier_figures_id UNIQUE (id)
);
CREATE INDEX ix_earlier_figures_feed_seq ON earlier_figures (feed, seq);
CREATE INDEX ix_earlier_figures_gone ON earlier_figures (presence) WHERE presence > 0;
CREATE INDEX ix_earlier_figures_listed ON earlier_figures (until) WHERE presence IN (0, 2);
CREATE TABLE entry (
    feed INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    save INTEGER NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_entry PRIMARY KEY (feed, seq)
)
 WITHOUT ROWID;
CREATE TABLE exchange_rate (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    source TEXT,
    currency TEXT,
    day TEXT,
    rate INTEGER,
    rate_decimals INTEGER,
    rate_unit INTEGER,
    CONSTRAINT pk_exchange_rate PRIMARY KEY (no),
    CONSTRAINT uq_exchange_rate_id UNIQUE (id)
);
CREATE INDEX ix_exchange_rate_feed_seq ON exchange_rate (feed, seq);
CREATE INDEX ix_exchange_rate_gone ON exchange_rate (presence) WHERE presence > 0;
CREATE INDEX ix_exchange_rate_listed ON exchange_rate (day) WHERE presence IN (0, 2);
CREATE TABLE expense (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    spent_on TEXT,
    amount INTEGER,
    amount_currency TEXT,
    account BLOB,
    payable TEXT,
    article TEXT,
    payee TEXT,
    description TEXT,
    number TEXT,
    contract BLOB,
    note TEXT,
    accounted TEXT,
    day_order TEXT,
    replaces BLOB,
    sheet BLOB,
    CONSTRAINT pk_expense PRIMARY KEY (no),
    CONSTRAINT uq_expense_id UNIQUE (id)
);
CREATE INDEX ix_expense_feed_seq ON expense (feed, seq);
CREATE INDEX ix_expense_gone ON expense (presence) WHERE presence > 0;
CREATE INDEX ix_expense_listed ON expense (spent_on) WHERE presence IN (0, 2);
CREATE TABLE feed (
    no INTEGER NOT NULL,
    incarnation BLOB NOT NULL,
    stream BLOB NOT NULL,
    device BLOB NOT NULL,
    branch BLOB NOT NULL,
    own INTEGER NOT NULL,
    code TEXT NOT NULL,
    parent INTEGER,
    start INTEGER,
    CONSTRAINT pk_feed PRIMARY KEY (no)
);
CREATE INDEX ix_feed_incarnation ON feed (incarnation);
CREATE TABLE filing_step (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    state TEXT,
    "on" TEXT,
    outgoing_no TEXT,
    incoming_no TEXT,
    register_entry TEXT,
    channel TEXT,
    signer TEXT,
    reason TEXT,
    document BLOB,
    scan BLOB,
    link TEXT,
    CONSTRAINT pk_filing_step PRIMARY KEY (no),
    CONSTRAINT uq_filing_step_id UNIQUE (id)
);
CREATE INDEX ix_filing_step_feed_seq ON filing_step (feed, seq);
CREATE INDEX ix_filing_step_gone ON filing_step (presence) WHERE presence > 0;
CREATE INDEX ix_filing_step_listed ON filing_step ("on") WHERE presence IN (0, 2);
CREATE INDEX ix_filing_step_parent ON filing_step (parent);
CREATE TABLE frozen_report (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    report TEXT,
    version INTEGER,
    period TEXT,
    agreement BLOB,
    language TEXT,
    reader TEXT,
    frozen_on TEXT,
    provisional INTEGER,
    cover TEXT,
    figures TEXT,
    sources TEXT,
    checks TEXT,
    files TEXT,
    fingerprint TEXT,
    previous BLOB,
    signer TEXT,
    reason TEXT,
    CONSTRAINT pk_frozen_report PRIMARY KEY (no),
    CONSTRAINT uq_frozen_report_id UNIQUE (id)
);
CREATE INDEX ix_frozen_report_feed_seq ON frozen_report (feed, seq);
CREATE INDEX ix_frozen_report_gone ON frozen_report (presence) WHERE presence > 0;
CREATE INDEX ix_frozen_report_listed ON frozen_report (frozen_on) WHERE presence IN (0, 2);
CREATE TABLE fund (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    donor BLOB,
    source TEXT,
    agreement BLOB,
    kind TEXT,
    credited_on TEXT,
    amount INTEGER,
    amount_currency TEXT,
    account BLOB,
    value INTEGER,
    value_currency TEXT,
    rate INTEGER,
    rate_decimals INTEGER,
    rate_unit INTEGER,
    rate_on TEXT,
    purpose TEXT,
    tranche INTEGER,
    state TEXT,
    document_no TEXT,
    payer_bank TEXT,
    bank_reference TEXT,
    charges INTEGER,
    charges_currency TEXT,
    item TEXT,
    quantity INTEGER,
    unit TEXT,
    valuation TEXT,
    customs_no TEXT,
    warehouse TEXT,
    note TEXT,
    accounted TEXT,
    day_order TEXT,
    replaces BLOB,
    CONSTRAINT pk_fund PRIMARY KEY (no),
    CONSTRAINT uq_fund_id UNIQUE (id)
);
CREATE INDEX ix_fund_feed_seq ON fund (feed, seq);
CREATE INDEX ix_fund_gone ON fund (presence) WHERE presence > 0;
CREATE INDEX ix_fund_listed ON fund (credited_on) WHERE presence IN (0, 2);
CREATE INDEX ix_fund_state ON fund (state);
CREATE TABLE goods_given (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    source BLOB,
    given_on TEXT,
    quantity INTEGER,
    line TEXT,
    recipients INTEGER,
    place TEXT,
    activity BLOB,
    description TEXT,
    number TEXT,
    note TEXT,
    accounted TEXT,
    day_order TEXT,
    replaces BLOB,
    CONSTRAINT pk_goods_given PRIMARY KEY (no),
    CONSTRAINT uq_goods_given_id UNIQUE (id)
);
CREATE INDEX ix_goods_given_feed_seq ON goods_given (feed, seq);
CREATE INDEX ix_goods_given_gone ON goods_given (presence) WHERE presence > 0;
CREATE INDEX ix_goods_given_listed ON goods_given (given_on) WHERE presence IN (0, 2);
CREATE INDEX ix_goods_given_place ON goods_given (place);
CREATE TABLE grant_paper (
    hash BLOB NOT NULL,
    device BLOB NOT NULL,
    signed BLOB NOT NULL,
    CONSTRAINT pk_grant_paper PRIMARY KEY (hash)
);
CREATE TABLE grouping (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    name TEXT,
    name_ru TEXT,
    name_en TEXT,
    code TEXT,
    places TEXT,
    position INTEGER,
    CONSTRAINT pk_grouping PRIMARY KEY (no),
    CONSTRAINT uq_grouping_id UNIQUE (id)
);
CREATE INDEX ix_grouping_feed_seq ON grouping (feed, seq);
CREATE INDEX ix_grouping_gone ON grouping (presence) WHERE presence > 0;
CREATE TABLE holding (
    giver BLOB NOT NULL,
    feed INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    opened INTEGER NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    CONSTRAINT pk_holding PRIMARY KEY (giver, feed, first, opened)
)
 WITHOUT ROWID;
CREATE INDEX ix_holding_feed_first ON holding (feed, first);
CREATE TABLE holiday (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    country TEXT,
    "on" TEXT,
    name TEXT,
    announced INTEGER,
    works INTEGER,
    confirmed INTEGER,
    CONSTRAINT pk_holiday PRIMARY KEY (no),
    CONSTRAINT uq_holiday_id UNIQUE (id)
);
CREATE INDEX ix_holiday_feed_seq ON holiday (feed, seq);
CREATE INDEX ix_holiday_gone ON holiday (presence) WHERE presence > 0;
CREATE TABLE idea (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    words TEXT,
    who TEXT,
    level TEXT,
    concern BLOB,
    theme TEXT,
    CONSTRAINT pk_idea PRIMARY KEY (no),
    CONSTRAINT uq_idea_id UNIQUE (id)
);
CREATE INDEX ix_idea_feed_seq ON idea (feed, seq);
CREATE INDEX ix_idea_gone ON idea (presence) WHERE presence > 0;
CREATE INDEX ix_idea_parent ON idea (parent);
CREATE TABLE indirect_costs (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    agreement BLOB,
    own BLOB,
    charged_on TEXT,
    account BLOB,
    percent TEXT,
    line TEXT,
    base TEXT,
    description TEXT,
    number TEXT,
    note TEXT,
    accounted TEXT,
    day_order TEXT,
    replaces BLOB,
    CONSTRAINT pk_indirect_costs PRIMARY KEY (no),
    CONSTRAINT uq_indirect_costs_id UNIQUE (id)
);
CREATE INDEX ix_indirect_costs_feed_seq ON indirect_costs (feed, seq);
CREATE INDEX ix_indirect_costs_gone ON indirect_costs (presence) WHERE presence > 0;
CREATE INDEX ix_indirect_costs_listed ON indirect_costs (charged_on) WHERE presence IN (0, 2);
CREATE TABLE link (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    target BLOB,
    note TEXT,
    CONSTRAINT pk_link PRIMARY KEY (no),
    CONSTRAINT uq_link_id UNIQUE (id)
);
CREATE INDEX ix_link_feed_seq ON link (feed, seq);
CREATE INDEX ix_link_gone ON link (presence) WHERE presence > 0;
CREATE INDEX ix_link_parent ON link (parent);
CREATE INDEX ix_link_target ON link (target);
CREATE TABLE number_range (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    first INTEGER,
    last INTEGER,
    desk BLOB,
    CONSTRAINT pk_number_range PRIMARY KEY (no),
    CONSTRAINT uq_number_range_id UNIQUE (id)
);
CREATE INDEX ix_number_range_feed_seq ON number_range (feed, seq);
CREATE INDEX ix_number_range_gone ON number_range (presence) WHERE presence > 0;
CREATE INDEX ix_number_range_parent ON number_range (parent);
CREATE TABLE number_series (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    name TEXT,
    prefix TEXT,
    digits INTEGER,
    papers TEXT,
    CONSTRAINT pk_number_series PRIMARY KEY (no),
    CONSTRAINT uq_number_series_id UNIQUE (id)
);
CREATE INDEX ix_number_series_feed_seq ON number_series (feed, seq);
CREATE INDEX ix_number_series_gone ON number_series (presence) WHERE presence > 0;
CREATE TABLE obligation (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    duty TEXT,
    rule_version INTEGER,
    subject BLOB,
    period TEXT,
    opened_on TEXT,
    due TEXT,
    dismissed_reason TEXT,
    dismissed_by TEXT,
    dismissed_role TEXT,
    dismissed_on TEXT,
    note TEXT,
    CONSTRAINT pk_obligation PRIMARY KEY (no),
    CONSTRAINT uq_obligation_id UNIQUE (id)
);
CREATE INDEX ix_obligation_feed_seq ON obligation (feed, seq);
CREATE INDEX ix_obligation_gone ON obligation (presence) WHERE presence > 0;
CREATE INDEX ix_obligation_listed ON obligation (opened_on) WHERE presence IN (0, 2);
CREATE TABLE official (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    body BLOB,
    body_type TEXT,
    number INTEGER,
    CONSTRAINT pk_official PRIMARY KEY (no),
    CONSTRAINT uq_official_id UNIQUE (id)
);
CREATE INDEX ix_official_feed_seq ON official (feed, seq);
CREATE INDEX ix_official_gone ON official (presence) WHERE presence > 0;
CREATE INDEX ix_official_parent ON official (parent);
CREATE TABLE opening (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    agreement BLOB,
    opened_on TEXT,
    account BLOB,
    section TEXT,
    amount INTEGER,
    amount_currency TEXT,
    value INTEGER,
    value_currency TEXT,
    sub_grant BLOB,
    quantity INTEGER,
    description TEXT,
    number TEXT,
    note TEXT,
    CONSTRAINT pk_opening PRIMARY KEY (no),
    CONSTRAINT uq_opening_id UNIQUE (id)
);
CREATE INDEX ix_opening_feed_seq ON opening (feed, seq);
CREATE INDEX ix_opening_gone ON opening (presence) WHERE presence > 0;
CREATE INDEX ix_opening_listed ON opening (opened_on) WHERE presence IN (0, 2);
CREATE TABLE organisation (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    name TEXT,
    full_name TEXT,
    legal_form TEXT,
    registration_no TEXT,
    registered_on TEXT,
    registering_body TEXT,
    tax_id TEXT,
    address TEXT,
    scope TEXT,
    website TEXT,
    short_name TEXT,
    actual_address TEXT,
    phone TEXT,
    email TEXT,
    head TEXT,
    head_post TEXT,
    accountant TEXT,
    org_id TEXT,
    members INTEGER,
    branches INTEGER,
    leaders TEXT,
    leaders_confirmed_on TEXT,
    uei TEXT,
    ein TEXT,
    keep_years INTEGER,
    CONSTRAINT pk_organisation PRIMARY KEY (no),
    CONSTRAINT uq_organisation_id UNIQUE (id)
);
CREATE INDEX ix_organisation_feed_seq ON organisation (feed, seq);
CREATE INDEX ix_organisation_gone ON organisation (presence) WHERE presence > 0;
CREATE TABLE owed (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    payable TEXT,
    agreement BLOB,
    amount INTEGER,
    amount_currency TEXT,
    CONSTRAINT pk_owed PRIMARY KEY (no),
    CONSTRAINT uq_owed_id UNIQUE (id)
);
CREATE INDEX ix_owed_feed_seq ON owed (feed, seq);
CREATE INDEX ix_owed_gone ON owed (presence) WHERE presence > 0;
CREATE INDEX ix_owed_parent ON owed (parent);
CREATE TABLE packed (
    segment BLOB NOT NULL,
    parcel INTEGER NOT NULL,
    CONSTRAINT pk_packed PRIMARY KEY (segment, parcel)
)
 WITHOUT ROWID;
CREATE INDEX ix_packed_parcel ON packed (parcel);
CREATE TABLE parcel (
    no INTEGER NOT NULL,
    mark BLOB NOT NULL,
    name TEXT NOT NULL,
    at INTEGER NOT NULL,
    size INTEGER NOT NULL,
    own INTEGER NOT NULL,
    whole INTEGER NOT NULL,
    roster INTEGER NOT NULL,
    receipt INTEGER NOT NULL,
    CONSTRAINT pk_parcel PRIMARY KEY (no),
    CONSTRAINT uq_parcel_mark UNIQUE (mark)
);
CREATE TABLE participants (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    sex TEXT,
    band TEXT,
    disability TEXT,
    count INTEGER,
    CONSTRAINT pk_participants PRIMARY KEY (no),
    CONSTRAINT uq_participants_id UNIQUE (id)
);
CREATE INDEX ix_participants_feed_seq ON participants (feed, seq);
CREATE INDEX ix_participants_gone ON participants (presence) WHERE presence > 0;
CREATE INDEX ix_participants_parent ON participants (parent);
CREATE TABLE payment (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    paid_on TEXT,
    account BLOB,
    description TEXT,
    number TEXT,
    note TEXT,
    accounted TEXT,
    day_order TEXT,
    replaces BLOB,
    CONSTRAINT pk_payment PRIMARY KEY (no),
    CONSTRAINT uq_payment_id UNIQUE (id)
);
CREATE INDEX ix_payment_feed_seq ON payment (feed, seq);
CREATE INDEX ix_payment_gone ON payment (presence) WHERE presence > 0;
CREATE INDEX ix_payment_listed ON payment (paid_on) WHERE presence IN (0, 2);
CREATE TABLE person (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    name TEXT,
    code TEXT,
    post TEXT,
    contact TEXT,
    left_on TEXT,
    CONSTRAINT pk_person PRIMARY KEY (no),
    CONSTRAINT uq_person_id UNIQUE (id)
);
CREATE INDEX ix_person_feed_seq ON person (feed, seq);
CREATE INDEX ix_person_gone ON person (presence) WHERE presence > 0;
CREATE TABLE place (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    name TEXT,
    name_ru TEXT,
    name_en TEXT,
    level TEXT,
    within TEXT,
    former_names TEXT,
    code TEXT,
    CONSTRAINT pk_place PRIMARY KEY (no),
    CONSTRAINT uq_place_id UNIQUE (id)
);
CREATE INDEX ix_place_feed_seq ON place (feed, seq);
CREATE INDEX ix_place_gone ON place (presence) WHERE presence > 0;
CREATE INDEX ix_place_within ON place (within);
CREATE TABLE posting (
    accounted TEXT NOT NULL,
    place INTEGER NOT NULL,
    document BLOB NOT NULL,
    part INTEGER NOT NULL,
    dated TEXT NOT NULL,
    "key" INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    tjs INTEGER NOT NULL,
    value INTEGER NOT NULL,
    CONSTRAINT pk_posting PRIMARY KEY (accounted, place)
)
 WITHOUT ROWID;
CREATE TABLE posting_key (
    no INTEGER NOT NULL,
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    agreement TEXT NOT NULL,
    line TEXT NOT NULL,
    article TEXT NOT NULL,
    currency TEXT NOT NULL,
    CONSTRAINT pk_posting_key PRIMARY KEY (no),
    CONSTRAINT uq_posting_key_kind_account_agreement_line_article_currency UNIQUE (kind, account, agreement, line, article, currency)
);
CREATE TABLE posting_lack (
    no INTEGER NOT NULL,
    document BLOB NOT NULL,
    day TEXT,
    reasons TEXT NOT NULL,
    CONSTRAINT pk_posting_lack PRIMARY KEY (no)
);
CREATE TABLE posting_mark (
    document BLOB NOT NULL,
    mark TEXT NOT NULL,
    CONSTRAINT pk_posting_mark PRIMARY KEY (document, mark)
)
 WITHOUT ROWID;
CREATE TABLE posting_month (
    month TEXT NOT NULL,
    "key" INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    tjs INTEGER NOT NULL,
    value INTEGER NOT NULL,
    CONSTRAINT pk_posting_month PRIMARY KEY (month, "key")
)
 WITHOUT ROWID;
CREATE TABLE posting_span (
    last TEXT NOT NULL,
    first TEXT NOT NULL,
    closing BLOB NOT NULL,
    CONSTRAINT pk_posting_span PRIMARY KEY (last)
)
 WITHOUT ROWID;
CREATE TABLE promise (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    words TEXT,
    due TEXT,
    state TEXT,
    told_on TEXT,
    channel TEXT,
    concern BLOB,
    CONSTRAINT pk_promise PRIMARY KEY (no),
    CONSTRAINT uq_promise_id UNIQUE (id)
);
CREATE INDEX ix_promise_feed_seq ON promise (feed, seq);
CREATE INDEX ix_promise_gone ON promise (presence) WHERE presence > 0;
CREATE INDEX ix_promise_listed ON promise (due) WHERE presence IN (0, 2);
CREATE INDEX ix_promise_parent ON promise (parent);
CREATE TABLE publication (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    block TEXT,
    supplement INTEGER,
    frozen_on TEXT,
    cube TEXT,
    counted TEXT,
    CONSTRAINT pk_publication PRIMARY KEY (no),
    CONSTRAINT uq_publication_id UNIQUE (id)
);
CREATE INDEX ix_publication_feed_seq ON publication (feed, seq);
CREATE INDEX ix_publication_gone ON publication (presence) WHERE presence > 0;
CREATE INDEX ix_publication_listed ON publication (frozen_on) WHERE presence IN (0, 2);
CREATE TABLE quote (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    words TEXT,
    theme TEXT,
    said_by TEXT,
    reworded INTEGER,
    approved TEXT,
    approved_by BLOB,
    CONSTRAINT pk_quote PRIMARY KEY (no),
    CONSTRAINT uq_quote_id UNIQUE (id)
);
CREATE INDEX ix_quote_feed_seq ON quote (feed, seq);
CREATE INDEX ix_quote_gone ON quote (presence) WHERE presence > 0;
CREATE INDEX ix_quote_parent ON quote (parent);
CREATE TABLE receipt (
    giver BLOB NOT NULL,
    life INTEGER NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    signed BLOB NOT NULL,
    CONSTRAINT pk_receipt PRIMARY KEY (giver, life)
)
 WITHOUT ROWID;
CREATE TABLE recommendation (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    words TEXT,
    theme TEXT,
    level TEXT,
    place TEXT,
    addressee BLOB,
    post TEXT,
    legal_basis TEXT,
    state TEXT,
    form TEXT,
    handed_over_on TEXT,
    outgoing_no TEXT,
    incoming_no TEXT,
    answer_due TEXT,
    answered_on TEXT,
    answer TEXT,
    follows BLOB,
    outcome TEXT,
    CONSTRAINT pk_recommendation PRIMARY KEY (no),
    CONSTRAINT uq_recommendation_id UNIQUE (id)
);
CREATE INDEX ix_recommendation_feed_seq ON recommendation (feed, seq);
CREATE INDEX ix_recommendation_gone ON recommendation (presence) WHERE presence > 0;
CREATE INDEX ix_recommendation_listed ON recommendation (handed_over_on) WHERE presence IN (0, 2);
CREATE INDEX ix_recommendation_place ON recommendation (place);
CREATE INDEX ix_recommendation_state ON recommendation (state);
CREATE TABLE refund (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    agreement BLOB,
    sent_on TEXT,
    account BLOB,
    amount INTEGER,
    amount_currency TEXT,
    fund BLOB,
    description TEXT,
    reason TEXT,
    number TEXT,
    note TEXT,
    accounted TEXT,
    day_order TEXT,
    replaces BLOB,
    CONSTRAINT pk_refund PRIMARY KEY (no),
    CONSTRAINT uq_refund_id UNIQUE (id)
);
CREATE INDEX ix_refund_feed_seq ON refund (feed, seq);
CREATE INDEX ix_refund_gone ON refund (presence) WHERE presence > 0;
CREATE INDEX ix_refund_listed ON refund (sent_on) WHERE presence IN (0, 2);
CREATE TABLE refused (
    no INTEGER NOT NULL,
    hash BLOB NOT NULL,
    at INTEGER NOT NULL,
    code TEXT NOT NULL,
    kind INTEGER NOT NULL,
    name BLOB NOT NULL,
    item BLOB NOT NULL,
    CONSTRAINT pk_refused PRIMARY KEY (no),
    CONSTRAINT uq_refused_hash UNIQUE (hash)
);
CREATE TABLE renamed (
    feed INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    to_feed INTEGER NOT NULL,
    to_seq INTEGER NOT NULL,
    CONSTRAINT pk_renamed PRIMARY KEY (feed, seq)
)
 WITHOUT ROWID;
CREATE TABLE report_read (
    no INTEGER NOT NULL,
    record BLOB NOT NULL,
    report TEXT NOT NULL,
    version INTEGER NOT NULL,
    period TEXT NOT NULL,
    about TEXT NOT NULL,
    reader TEXT NOT NULL,
    language TEXT NOT NULL,
    filed_on TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    previous BLOB NOT NULL,
    CONSTRAINT pk_report_read PRIMARY KEY (no),
    CONSTRAINT uq_report_read_record UNIQUE (record)
);
CREATE TABLE report_source (
    document BLOB NOT NULL,
    report INTEGER NOT NULL,
    CONSTRAINT pk_report_source PRIMARY KEY (document, report)
)
 WITHOUT ROWID;
CREATE TABLE report_term (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    duty TEXT,
    every TEXT,
    first TEXT,
    last TEXT,
    due TEXT,
    note TEXT,
    CONSTRAINT pk_report_term PRIMARY KEY (no),
    CONSTRAINT uq_report_term_id UNIQUE (id)
);
CREATE INDEX ix_report_term_feed_seq ON report_term (feed, seq);
CREATE INDEX ix_report_term_gone ON report_term (presence) WHERE presence > 0;
CREATE INDEX ix_report_term_parent ON report_term (parent);
CREATE TABLE report_text (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    agreement BLOB,
    period TEXT,
    question TEXT,
    words TEXT,
    amount INTEGER,
    amount_currency TEXT,
    CONSTRAINT pk_report_text PRIMARY KEY (no),
    CONSTRAINT uq_report_text_id UNIQUE (id)
);
CREATE INDEX ix_report_text_feed_seq ON report_text (feed, seq);
CREATE INDEX ix_report_text_gone ON report_text (presence) WHERE presence > 0;
CREATE TABLE revalued (
    no INTEGER NOT NULL,
    at INTEGER NOT NULL,
    document BLOB NOT NULL,
    part INTEGER NOT NULL,
    agreement TEXT NOT NULL,
    "before" INTEGER NOT NULL,
    "after" INTEGER NOT NULL,
    CONSTRAINT pk_revalued PRIMARY KEY (no)
);
CREATE TABLE reversal (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    "of" BLOB,
    type TEXT,
    reversed_on TEXT,
    reason TEXT,
    CONSTRAINT pk_reversal PRIMARY KEY (no),
    CONSTRAINT uq_reversal_id UNIQUE (id)
);
CREATE INDEX ix_reversal_feed_seq ON reversal (feed, seq);
CREATE INDEX ix_reversal_gone ON reversal (presence) WHERE presence > 0;
CREATE INDEX ix_reversal_listed ON reversal (reversed_on) WHERE presence IN (0, 2);
CREATE TABLE roster (
    hash BLOB NOT NULL,
    number INTEGER NOT NULL,
    signed BLOB NOT NULL,
    CONSTRAINT pk_roster PRIMARY KEY (hash)
);
CREATE TABLE same_as (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    first BLOB,
    second BLOB,
    answer TEXT,
    note TEXT,
    CONSTRAINT pk_same_as PRIMARY KEY (no),
    CONSTRAINT uq_same_as_id UNIQUE (id)
);
CREATE INDEX ix_same_as_feed_seq ON same_as (feed, seq);
CREATE INDEX ix_same_as_first ON same_as (first);
CREATE INDEX ix_same_as_gone ON same_as (presence) WHERE presence > 0;
CREATE INDEX ix_same_as_second ON same_as (second);
CREATE TABLE search_due (
    no INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT pk_search_due PRIMARY KEY (no)
);
CREATE TABLE secret (
    name TEXT NOT NULL,
    value BLOB NOT NULL,
    CONSTRAINT pk_secret PRIMARY KEY (name)
);
CREATE TABLE segment (
    no INTEGER NOT NULL,
    feed INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    hash BLOB NOT NULL,
    previous BLOB NOT NULL,
    arrived INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    CONSTRAINT pk_segment PRIMARY KEY (no),
    CONSTRAINT uq_segment_hash UNIQUE (hash)
);
CREATE INDEX ix_segment_counted ON segment (counted);
CREATE INDEX ix_segment_feed_first ON segment (feed, first);
CREATE TABLE setting (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY (name)
);
CREATE TABLE staff_costs (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    month TEXT,
    post TEXT,
    note TEXT,
    CONSTRAINT pk_staff_costs PRIMARY KEY (no),
    CONSTRAINT uq_staff_costs_id UNIQUE (id)
);
CREATE INDEX ix_staff_costs_feed_seq ON staff_costs (feed, seq);
CREATE INDEX ix_staff_costs_gone ON staff_costs (presence) WHERE presence > 0;
CREATE TABLE staff_share (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    agreement BLOB,
    line TEXT,
    percent TEXT,
    CONSTRAINT pk_staff_share PRIMARY KEY (no),
    CONSTRAINT uq_staff_share_id UNIQUE (id)
);
CREATE INDEX ix_staff_share_feed_seq ON staff_share (feed, seq);
CREATE INDEX ix_staff_share_gone ON staff_share (presence) WHERE presence > 0;
CREATE INDEX ix_staff_share_parent ON staff_share (parent);
CREATE TABLE statement_line (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    account BLOB,
    booked_on TEXT,
    amount INTEGER,
    amount_currency TEXT,
    reference TEXT,
    text TEXT,
    ordinal INTEGER,
    statement BLOB,
    note TEXT,
    CONSTRAINT pk_statement_line PRIMARY KEY (no),
    CONSTRAINT uq_statement_line_id UNIQUE (id)
);
CREATE INDEX ix_statement_line_feed_seq ON statement_line (feed, seq);
CREATE INDEX ix_statement_line_gone ON statement_line (presence) WHERE presence > 0;
CREATE INDEX ix_statement_line_listed ON statement_line (booked_on) WHERE presence IN (0, 2);
CREATE TABLE statement_match (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    document BLOB,
    note TEXT,
    CONSTRAINT pk_statement_match PRIMARY KEY (no),
    CONSTRAINT uq_statement_match_id UNIQUE (id)
);
CREATE INDEX ix_statement_match_document ON statement_match (document);
CREATE INDEX ix_statement_match_feed_seq ON statement_match (feed, seq);
CREATE INDEX ix_statement_match_gone ON statement_match (presence) WHERE presence > 0;
CREATE INDEX ix_statement_match_parent ON statement_match (parent);
CREATE TABLE stranger (
    record BLOB NOT NULL,
    feed INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    CONSTRAINT pk_stranger PRIMARY KEY (record, feed, seq)
)
 WITHOUT ROWID;
CREATE TABLE stream (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    code TEXT NOT NULL,
    writes INTEGER,
    but TEXT,
    CONSTRAINT pk_stream PRIMARY KEY (no),
    CONSTRAINT uq_stream_id UNIQUE (id)
);
CREATE TABLE sub_grant (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    member TEXT,
    number TEXT,
    agreement BLOB,
    line TEXT,
    signed_on TEXT,
    amount INTEGER,
    amount_currency TEXT,
    purpose TEXT,
    starts TEXT,
    ends TEXT,
    note TEXT,
    CONSTRAINT pk_sub_grant PRIMARY KEY (no),
    CONSTRAINT uq_sub_grant_id UNIQUE (id)
);
CREATE INDEX ix_sub_grant_feed_seq ON sub_grant (feed, seq);
CREATE INDEX ix_sub_grant_gone ON sub_grant (presence) WHERE presence > 0;
CREATE INDEX ix_sub_grant_listed ON sub_grant (signed_on) WHERE presence IN (0, 2);
CREATE TABLE sub_grant_advance (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    sub_grant BLOB,
    sent_on TEXT,
    account BLOB,
    amount INTEGER,
    amount_currency TEXT,
    line TEXT,
    description TEXT,
    number TEXT,
    note TEXT,
    accounted TEXT,
    day_order TEXT,
    replaces BLOB,
    CONSTRAINT pk_sub_grant_advance PRIMARY KEY (no),
    CONSTRAINT uq_sub_grant_advance_id UNIQUE (id)
);
CREATE INDEX ix_sub_grant_advance_feed_seq ON sub_grant_advance (feed, seq);
CREATE INDEX ix_sub_grant_advance_gone ON sub_grant_advance (presence) WHERE presence > 0;
CREATE INDEX ix_sub_grant_advance_listed ON sub_grant_advance (sent_on) WHERE presence IN (0, 2);
CREATE TABLE sub_grant_return (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    sub_grant BLOB,
    returned_on TEXT,
    account BLOB,
    amount INTEGER,
    amount_currency TEXT,
    line TEXT,
    description TEXT,
    number TEXT,
    note TEXT,
    accounted TEXT,
    day_order TEXT,
    replaces BLOB,
    CONSTRAINT pk_sub_grant_return PRIMARY KEY (no),
    CONSTRAINT uq_sub_grant_return_id UNIQUE (id)
);
CREATE INDEX ix_sub_grant_return_feed_seq ON sub_grant_return (feed, seq);
CREATE INDEX ix_sub_grant_return_gone ON sub_grant_return (presence) WHERE presence > 0;
CREATE INDEX ix_sub_grant_return_listed ON sub_grant_return (returned_on) WHERE presence IN (0, 2);
CREATE TABLE tranche (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    number INTEGER,
    due TEXT,
    amount INTEGER,
    amount_currency TEXT,
    condition TEXT,
    CONSTRAINT pk_tranche PRIMARY KEY (no),
    CONSTRAINT uq_tranche_id UNIQUE (id)
);
CREATE INDEX ix_tranche_feed_seq ON tranche (feed, seq);
CREATE INDEX ix_tranche_gone ON tranche (presence) WHERE presence > 0;
CREATE INDEX ix_tranche_listed ON tranche (due) WHERE presence IN (0, 2);
CREATE INDEX ix_tranche_parent ON tranche (parent);
CREATE TABLE transfer (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    agreement BLOB,
    moved_on TEXT,
    source BLOB,
    target BLOB,
    amount INTEGER,
    amount_currency TEXT,
    description TEXT,
    number TEXT,
    note TEXT,
    accounted TEXT,
    day_order TEXT,
    replaces BLOB,
    CONSTRAINT pk_transfer PRIMARY KEY (no),
    CONSTRAINT uq_transfer_id UNIQUE (id)
);
CREATE INDEX ix_transfer_feed_seq ON transfer (feed, seq);
CREATE INDEX ix_transfer_gone ON transfer (presence) WHERE presence > 0;
CREATE INDEX ix_transfer_listed ON transfer (moved_on) WHERE presence IN (0, 2);
CREATE TABLE vat_refund (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    agreement BLOB,
    refunded_on TEXT,
    account BLOB,
    amount INTEGER,
    amount_currency TEXT,
    description TEXT,
    number TEXT,
    note TEXT,
    accounted TEXT,
    day_order TEXT,
    replaces BLOB,
    CONSTRAINT pk_vat_refund PRIMARY KEY (no),
    CONSTRAINT uq_vat_refund_id UNIQUE (id)
);
CREATE INDEX ix_vat_refund_feed_seq ON vat_refund (feed, seq);
CREATE INDEX ix_vat_refund_gone ON vat_refund (presence) WHERE presence > 0;
CREATE INDEX ix_vat_refund_listed ON vat_refund (refunded_on) WHERE presence IN (0, 2);
CREATE TABLE waiting (
    feed INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    save INTEGER NOT NULL,
    needs_feed INTEGER NOT NULL,
    needs_seq INTEGER NOT NULL,
    CONSTRAINT pk_waiting PRIMARY KEY (feed, seq)
)
 WITHOUT ROWID;
CREATE INDEX ix_waiting_needs_feed_needs_seq ON waiting (needs_feed, needs_seq);
CREATE TABLE withheld (
    no INTEGER NOT NULL,
    id BLOB NOT NULL,
    feed INTEGER,
    seq INTEGER,
    at INTEGER,
    presence INTEGER,
    parent BLOB,
    position TEXT,
    payable TEXT,
    amount INTEGER,
    amount_currency TEXT,
    CONSTRAINT pk_withheld PRIMARY KEY (no),
    CONSTRAINT uq_withheld_id UNIQUE (id)
);
CREATE INDEX ix_withheld_feed_seq ON withheld (feed, seq);
CREATE INDEX ix_withheld_gone ON withheld (presence) WHERE presence > 0;
CREATE INDEX ix_withheld_parent ON withheld (parent);
