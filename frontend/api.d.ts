/**
 * What the API answers, by name: `Api.DisputeView`. Made by `make types` from the document that the
 * API describes itself by; whoever changes an answer's type makes it anew.
 */
declare namespace Api {
  /** When somebody is away, and who answers meanwhile. */
  interface AbsenceView {
    from: string;
    until: string;
    substituteID: string | null;
  }

  /** Where a customer is paid, once somebody has entered an account. */
  interface AccountEntered {
    customerID: number | string;
    accounts: AccountView[];
    /** The account that money is sent to. */
    usedAccountID: string | null;
    /** Too many payouts came back; Finance has to look first. */
    isStopped: boolean;
    returns: ReturnView[];
    actions: ChoiceView[];
    version: number;
    /** The one; a dry run enters none. */
    accountID?: string;
  }

  /** What a dry run answers in place of AccountEntered. */
  interface AccountEnteredForeseen {
    customerID: number | string;
    accounts: AccountView[];
    /** The account that money is sent to. */
    usedAccountID: string | null;
    /** Too many payouts came back; Finance has to look first. */
    isStopped: boolean;
    returns: ReturnView[];
    actions: ChoiceView[];
    version: number;
    /** The one; a dry run enters none. */
    accountID?: string;
    dryRun: true;
  }

  /** An account; used once a second person has confirmed it. */
  interface AccountView {
    accountID: string;
    kind: "iban" | "upi" | "india";
    /** Shortened, so that it is told from another one. */
    number: string;
    holder: string;
    enteredBy: string;
    enteredAt: string;
    confirmedBy: string | null;
    confirmedAt: string | null;
    /** A payout came back from it, so none goes there again. */
    isBarred: boolean;
    /** What the bank said of that payout. */
    returnCode: string | null;
    returnedAt: string | null;
    actions: ChoiceView[];
  }

  /** An address that gets no mail, or did not: why, and since when. */
  interface AddressView {
    email: string;
    reason: string;
    detail: string;
    since: string;
    releasedAt: string | null;
    releasedBy: string | null;
    version: number;
  }

  /** What a dry run answers in place of AddressView. */
  interface AddressViewForeseen {
    email: string;
    reason: string;
    detail: string;
    since: string;
    releasedAt: string | null;
    releasedBy: string | null;
    version: number;
    dryRun: true;
  }

  /** A credit, adjustment, reversal or fee on an invoice. */
  interface AdjustmentView {
    adjustmentID: string;
    kind: string;
    /** As it changes what is owed: a credit is negative. */
    amount: number;
    currency: string;
    description: string;
    disputeID: string;
    lineID: number | string;
    at: string;
    by: string;
  }

  /** A dispute that was decided against the vendor (PO-33). */
  interface AgainstView {
    disputeID: string;
    decidedAt: string;
  }

  /** What of a group is so old. */
  interface AgeView {
    /** In days. */
    age: "notDue" | "1-30" | "31-60" | "61-90" | "90+" | "0-7" | "8-30" | "31-90";
    count: number;
    amount: number;
  }

  /** A fee or interest of a reminder with how late it is. */
  interface AgedChargeView {
    chargeID: string;
    kind: "fee" | "interest";
    dueDate: string;
    amount: number;
    outstanding: number;
    disputedOwed: number;
    daysLate: number;
  }

  /** An instalment with how late it is. */
  interface AgedInstalmentView {
    dueDate: string;
    amount: number;
    outstanding: number;
    disputedOwed: number;
    daysLate: number;
  }

  /** What of a payment is for one invoice. */
  interface AllocationView {
    invoiceNumber: number | string;
    amount: number;
  }

  /** What the vendor says (CK-04). */
  interface AnswerView {
    verdict: "paidFull" | "paidPart" | "notPaid" | "denies";
    verdictText: string;
    amount: number | null;
    method: string | null;
    reference: string | null;
    reason: string | null;
    at: string;
    isFinal: boolean;
    isLate: boolean;
    by?: string;
    side?: string;
  }

  interface ApprovalViewOfInvoice {
    disputeID: string;
    kind: string;
    customerID: number | string | null;
    customerName: string | null;
    currency: string;
    amount: number | null;
    /** What it comes to in all if this is given. */
    total: number | null;
    requestedBy: PersonPart[];
    level: string | null;
    insteadOf: string | null;
    /** What one's own yes comes to. */
    becomes: string | null;
    askedAt: string | null;
    dueAt: string | null;
    description: string;
    reason: string;
    approvalID: string;
    approval: RoundViewOfInvoice | RoundViewOfOrder | null;
    outcome: OutcomeView | null;
    actions: ChoiceView[];
    delegates: DelegateView[];
    version: number;
    invoiceNumber: number | string;
    lines: AskedLineView[];
    balanceBefore: number | null;
    balanceAfter: number | null;
    approvedBesides: number | null;
    /** What the company would then owe (CU-11). */
    owed: number | null;
  }

  interface ApprovalViewOfOrder {
    disputeID: string;
    kind: string;
    customerID: number | string | null;
    customerName: string | null;
    currency: string;
    amount: number | null;
    /** What it comes to in all if this is given. */
    total: number | null;
    requestedBy: PersonPart[];
    level: string | null;
    insteadOf: string | null;
    /** What one's own yes comes to. */
    becomes: string | null;
    askedAt: string | null;
    dueAt: string | null;
    description: string;
    reason: string;
    approvalID: string;
    approval: RoundViewOfInvoice | RoundViewOfOrder | null;
    outcome: OutcomeView | null;
    actions: ChoiceView[];
    delegates: DelegateView[];
    version: number;
    orderID: number | string;
    orderValue: number | null;
    claim: string | null;
    claimedAmount: number | null;
    rowID: string | null;
    rowLabel: string | null;
    payout: number | null;
    fine: number | null;
    missing: string[];
  }

  /** Somebody who would have to agree, and on which level. */
  interface ApproverView {
    userID: string;
    name: string;
    insteadOf: string | null;
    /** Whether that one's yes is enough. */
    isEnough: boolean;
    level: string;
  }

  /** What a dry run answers in place of ArrivingView. */
  interface ArrivingViewForeseen {
    attachmentID: string;
    name: string;
    contentType: string;
    /** In bytes. */
    size: number;
    /** Whose it is: a party's role, or the staff's. */
    side: string;
    /** Told to the own side and to the staff (IG-03). */
    by: string | null;
    at: string;
    status: "attached" | "arriving";
    /** Who sees it, told to the staff. */
    audience?: string;
    disputeID: string;
    dryRun: true;
  }

  /** A file that room was made for, and how it is sent. */
  interface ArrivingWithUpload {
    attachmentID: string;
    name: string;
    contentType: string;
    /** In bytes. */
    size: number;
    /** Whose it is: a party's role, or the staff's. */
    side: string;
    /** Told to the own side and to the staff (IG-03). */
    by: string | null;
    at: string;
    status: "attached" | "arriving";
    /** Who sees it, told to the staff. */
    audience?: string;
    disputeID: string;
    upload: UploadView;
  }

  /** A line as its credit is asked for. */
  interface AskedLineView {
    lineID: number | string;
    description: string;
    charge: number;
    disputedAmount: number;
    creditAmount: number;
  }

  /** A payout dispute in its vendor's list. */
  interface AskedRow {
    disputeID: string;
    kind: "order";
    subjectID: number | string;
    orderID: number | string;
    status: "closed" | "inProgress" | "open" | "resolved" | "withdrawn";
    /** How it stands, in words for who looks. */
    statusText: string;
    currency: string;
    claim: "notPaid" | "paidLess";
    claimText: string;
    claimedAmount: number;
    orderValue: number;
    disputeDate: string;
    lastModifiedDate: string;
    closeDate: string | null;
    messageCount: number;
    /** How much the own side has not read. */
    unread: number;
    customer: string;
    /** Until when the vendor has to answer. */
    dueAt: string | null;
    /** Whether its answer is awaited. */
    isAsked: boolean;
    /** What it is fined for it, taken or owed. */
    finedAmount: number;
  }

  /** Somebody who is or would be asked. */
  interface AskedView {
    userID: string;
    name: string;
    insteadOf: string | null;
    /** Whether that one's yes is enough. */
    isEnough: boolean;
  }

  /** What attaching a file would do (X-03). */
  interface AttachPreview {
    dryRun: true;
    attachment: AttachmentView;
    events: ChangeView[];
  }

  /** A file by its name. */
  interface AttachmentPart {
    attachmentID: string;
    name: string;
    contentType: string;
    /** In bytes. */
    size: number;
  }

  /** A file of a dispute (X-13). */
  interface AttachmentView {
    attachmentID: string;
    name: string;
    contentType: string;
    /** In bytes. */
    size: number;
    /** Whose it is: a party's role, or the staff's. */
    side: string;
    /** Told to the own side and to the staff (IG-03). */
    by: string | null;
    at: string;
    status: "attached" | "arriving";
    /** Who sees it, told to the staff. */
    audience?: string;
  }

  /** What a dry run answers in place of AttachmentView. */
  interface AttachmentViewForeseen {
    attachmentID: string;
    name: string;
    contentType: string;
    /** In bytes. */
    size: number;
    /** Whose it is: a party's role, or the staff's. */
    side: string;
    /** Told to the own side and to the staff (IG-03). */
    by: string | null;
    at: string;
    status: "attached" | "arriving";
    /** Who sees it, told to the staff. */
    audience?: string;
    dryRun: true;
  }

  /** That somebody tried to reach the vendor (CK-04). */
  interface AttemptView {
    channel: string;
    by: string;
    at: string;
    wasReached: boolean;
    note: string | null;
  }

  /** A line as it was billed. */
  interface BilledLineView {
    customerID: number | string;
    invoiceNumber: number | string;
    lineID: number | string;
    description: string;
    kind: string;
    amount: number;
    currency: string;
    featureID: number | string | null;
    usageRecordID: number | string | null;
    serviceID: number | string | null;
    serviceNumber: number | string | null;
    invoiceCategoryid: number | string | null;
    usageBatchID: number | string | null;
    usageRecordNumber: number | string | null;
  }

  /** That reminders are kept away by a person (CO-35). */
  interface BlockView {
    reason: string;
    /** The last day; null for ever. */
    until: string | null;
    by: string;
    at: string;
  }

  /** What keeps reminders from a customer, and from its invoices. */
  interface BlocksView {
    customerID: number | string;
    block: BlockView | null;
    blocks: ItemBlockView[];
    version: number;
  }

  /** What a dry run answers in place of BlocksView. */
  interface BlocksViewForeseen {
    customerID: number | string;
    block: BlockView | null;
    blocks: ItemBlockView[];
    version: number;
    dryRun: true;
  }

  /** A dispute on a booking, with what was made in it by its own name. */
  interface BookingDisputeMade {
    disputeID: string;
    kind: "booking";
    subjectID: number | string;
    bookingID: number | string;
    reference: number | string;
    operatorID: number | string;
    operator: string;
    aggregatorID: number | string;
    aggregator: string;
    raisedBySide: "operator" | "aggregator";
    status: "open" | "resolved" | "withdrawn";
    /** Rises with the state; the ETag (X-07). */
    version: number;
    currency: string;
    /** All that was asked for. */
    amount: number;
    pendingAmount: number;
    movedAmount: number;
    cancelledAmount: number;
    rejectedAmount: number;
    /** What was paid and taken back since (IG-10). */
    correctedAmount: number;
    amounts: SharesView;
    description: string;
    disputeDate: string;
    lastModifiedDate: string;
    closeDate: string | null;
    /** Whose move it is (X-04). */
    waitingFor: string | null;
    waitingSince: string | null;
    /** Whether support was asked to step in. */
    isEscalated: boolean;
    messageCount: number;
    /** How much the own side has not read. */
    unread: number;
    /** Told to the own side and to the staff. */
    raisedBy?: string;
    /** Who of support works it; told the staff. */
    assigneeID?: string | null;
    assignee?: string | null;
    /** The most urgent first; told the staff. */
    deadlines?: DeadlineView[];
    pending: FundRequestView[];
    escalation: EscalationView | null;
    /** Those that one may look into (IG-06). */
    wallets: SideWallet[];
    actions: ChoiceView[];
    elapsed: ElapsedView[];
    /** The fund request that was made. */
    requestID?: string;
    /** The number of what was said in the thread. */
    sequence?: number;
  }

  /** What a change of a dispute on a booking would do, to the own wallet too (X-03, IG-06). */
  interface BookingDisputePreview {
    dryRun: true;
    dispute: BookingDisputeView;
    before: StatusPart | null;
    after: StatusPart;
    wallet: WalletChange | null;
    events: ChangeView[];
  }

  /** A dispute on a booking as its sides and the staff see it in a list. */
  interface BookingDisputeRow {
    disputeID: string;
    kind: "booking";
    subjectID: number | string;
    bookingID: number | string;
    reference: number | string;
    operatorID: number | string;
    operator: string;
    aggregatorID: number | string;
    aggregator: string;
    raisedBySide: "operator" | "aggregator";
    status: "open" | "resolved" | "withdrawn";
    /** Rises with the state; the ETag (X-07). */
    version: number;
    currency: string;
    /** All that was asked for. */
    amount: number;
    pendingAmount: number;
    movedAmount: number;
    cancelledAmount: number;
    rejectedAmount: number;
    /** What was paid and taken back since (IG-10). */
    correctedAmount: number;
    amounts: SharesView;
    description: string;
    disputeDate: string;
    lastModifiedDate: string;
    closeDate: string | null;
    /** Whose move it is (X-04). */
    waitingFor: string | null;
    waitingSince: string | null;
    /** Whether support was asked to step in. */
    isEscalated: boolean;
    messageCount: number;
    /** How much the own side has not read. */
    unread: number;
    /** Told to the own side and to the staff. */
    raisedBy?: string;
    /** Who of support works it; told the staff. */
    assigneeID?: string | null;
    assignee?: string | null;
    /** The most urgent first; told the staff. */
    deadlines?: DeadlineView[];
  }

  /** A dispute on a booking, with its pending requests and all that can be done (X-02). */
  interface BookingDisputeView {
    disputeID: string;
    kind: "booking";
    subjectID: number | string;
    bookingID: number | string;
    reference: number | string;
    operatorID: number | string;
    operator: string;
    aggregatorID: number | string;
    aggregator: string;
    raisedBySide: "operator" | "aggregator";
    status: "open" | "resolved" | "withdrawn";
    /** Rises with the state; the ETag (X-07). */
    version: number;
    currency: string;
    /** All that was asked for. */
    amount: number;
    pendingAmount: number;
    movedAmount: number;
    cancelledAmount: number;
    rejectedAmount: number;
    /** What was paid and taken back since (IG-10). */
    correctedAmount: number;
    amounts: SharesView;
    description: string;
    disputeDate: string;
    lastModifiedDate: string;
    closeDate: string | null;
    /** Whose move it is (X-04). */
    waitingFor: string | null;
    waitingSince: string | null;
    /** Whether support was asked to step in. */
    isEscalated: boolean;
    messageCount: number;
    /** How much the own side has not read. */
    unread: number;
    /** Told to the own side and to the staff. */
    raisedBy?: string;
    /** Who of support works it; told the staff. */
    assigneeID?: string | null;
    assignee?: string | null;
    /** The most urgent first; told the staff. */
    deadlines?: DeadlineView[];
    pending: FundRequestView[];
    escalation: EscalationView | null;
    /** Those that one may look into (IG-06). */
    wallets: SideWallet[];
    actions: ChoiceView[];
    elapsed: ElapsedView[];
  }

  /** A booking as it was brought in. */
  interface BookingImported {
    bookingID: number | string;
    reference: number | string;
    status: "completed" | "cancelled" | "noFare";
    operatorID: number | string;
    operator: string;
    aggregatorID: number | string;
    aggregator: string;
    fare: number;
    currency: string;
    pickupAt: string;
    description: string;
    /** The open dispute on it. */
    disputeID: string | null;
    version: number;
    outcome: "created" | "changed" | "unchanged";
  }

  /** What a dry run answers in place of BookingImported. */
  interface BookingImportedForeseen {
    bookingID: number | string;
    reference: number | string;
    status: "completed" | "cancelled" | "noFare";
    operatorID: number | string;
    operator: string;
    aggregatorID: number | string;
    aggregator: string;
    fare: number;
    currency: string;
    pickupAt: string;
    description: string;
    /** The open dispute on it. */
    disputeID: string | null;
    version: number;
    outcome: "created" | "changed" | "unchanged";
    dryRun: true;
  }

  /** An event of the thread with the side that did it; who it was is told the staff alone. */
  interface BookingMessageView {
    words?: Words;
    text: string;
    sequence: number;
    type: string;
    at: string;
    side: string | null;
    amount: number | null;
    currency: string;
    request: RequestPart | null;
    attachment: AttachmentPart | null;
    by?: string;
    audience?: string;
  }

  /** A booking as it stands in a list. */
  interface BookingRow {
    bookingID: number | string;
    reference: number | string;
    status: "completed" | "cancelled" | "noFare";
    operatorID: number | string;
    operator: string;
    aggregatorID: number | string;
    aggregator: string;
    fare: number;
    currency: string;
    pickupAt: string;
    description: string;
    /** The open dispute on it. */
    disputeID: string | null;
    version: number;
  }

  /** A booking with how it settles, and whether it can be disputed (IG-02, X-02). */
  interface BookingView {
    bookingID: number | string;
    reference: number | string;
    status: "completed" | "cancelled" | "noFare";
    operatorID: number | string;
    operator: string;
    aggregatorID: number | string;
    aggregator: string;
    fare: number;
    currency: string;
    pickupAt: string;
    description: string;
    /** The open dispute on it. */
    disputeID: string | null;
    version: number;
    settles: PartyRow | PublicPartyRow;
    endedDisputeIDs: string[];
    actions: ChoiceView[];
  }

  /** How much of a currency one person moves alone, and each role charges as a fee (X-16). */
  interface BoundView {
    currency: string;
    alone: number;
    fees: Record<string, number>;
  }

  /** What is open for so many days. */
  interface BucketView {
    /** What customers owe. */
    outstanding: number;
    /** What the company owes customers; never set off. */
    credits: number;
    /** What came in and is for no invoice yet; never set off. */
    unallocated: number;
    /** What is owed less what is owed to customers and what is unallocated. */
    balance: number;
    /** What is in dispute, of what is owed and of what was paid. */
    disputed: number;
    disputedOwed: number;
    disputedPaid: number;
    /** What can be asked for while the rest is in dispute. */
    collectable: number;
    invoices: number;
    creditItems: number;
    openDisputes: number;
    bucket: "notDue" | "1-30" | "31-60" | "61-90" | "90+";
    /** What customers owe. */
    amount: number;
  }

  /** The feed of somebody's agenda; its address is known to that person alone. */
  interface CalendarFeedView {
    namesCustomers: boolean;
    /** Null for the company's. */
    timeZone: string | null;
    madeAt: string;
  }

  /** The order at a glance (CK-03). */
  interface CaseOrder {
    status: "placed" | "assigned" | "completed" | "cancelled";
    value: number;
    offered: number | null;
    /** What no other dispute has settled (PO-03). */
    left: number;
    device: string;
    completedAt: string | null;
    paymentMarkedAt: string | null;
    notes: OrderNote[];
  }

  /** How the vendor stands (PO-32). */
  interface CaseStanding {
    level: "active" | "reduced" | "hold" | "deactivated";
    maxLeads: number;
    debt: number;
    isFlagged: boolean;
    version: number;
    reasons: StandingReason[];
  }

  /** A chain of approval as the setting keeps it. */
  interface ChainRowView {
    chainID: number | string;
    name: string;
    currencies: string[];
    levels: LevelRowView[];
    whenSilent: "expire" | "askAgain";
  }

  /** What is asked before one can sign in: a first own password, or a code. */
  interface Challenge {
    /** NEW_PASSWORD_REQUIRED or SOFTWARE_TOKEN_MFA. */
    name: string;
    session: string | null;
  }

  /** That something is asked first. */
  interface Challenged {
    challenge: Challenge;
  }

  /** What would be recorded (X-03). */
  interface ChangeView {
    words?: Words;
    text: string;
    type: string;
  }

  /** A fee or interest that a reminder put on an invoice (CO-39). */
  interface ChargeView {
    chargeID: string;
    kind: "fee" | "interest";
    amount: number;
    on: string;
    /** Whether it is forgotten once the invoice itself is paid. */
    endsWithPrincipal: boolean;
    /** Why it is not asked for; null where it is. */
    waived: string | null;
    waivedBy: string | null;
  }

  /** How resolvers are chased (CO-18…CO-20). */
  interface ChasingView {
    chasesBeforeManager?: number;
    managerID?: string;
    goesOn?: boolean;
    sendFrom?: string;
    sendUntil?: string;
    /** By how many days a resolver moves the date alone. */
    maxDays?: number;
    /** How often a resolver does that in a row. */
    maxPostponements?: number;
  }

  /** An action: whether it is open to whoever asks, and if not, why and who can change that (X-02). */
  interface ChoiceView {
    words?: Words;
    name: string;
    allowed: boolean;
    rule: string | null;
    reason: string | null;
    unblockedBy: string[];
    /** What it would come to. */
    becomes?: string;
    /** The dispute that stands in the way. */
    disputeID?: string;
  }

  /** A payout dispute in its customer's list. */
  interface ClaimantRow {
    disputeID: string;
    kind: "order";
    subjectID: number | string;
    orderID: number | string;
    status: "closed" | "inProgress" | "open" | "resolved" | "withdrawn";
    /** How it stands, in words for who looks. */
    statusText: string;
    currency: string;
    claim: "notPaid" | "paidLess";
    claimText: string;
    claimedAmount: number;
    orderValue: number;
    disputeDate: string;
    lastModifiedDate: string;
    closeDate: string | null;
    messageCount: number;
    /** How much the own side has not read. */
    unread: number;
    vendor: string;
    description: string;
    /** What the platform paid, or is about to. */
    paidAmount: number;
    /** What the customer was promised (PO-07). */
    settleBy: string;
  }

  /** How many items stand as a code says. */
  interface CodeCountView {
    code: string;
    count: number;
  }

  /** A person as far as everybody at work needs it. */
  interface ColleagueView {
    userID: string;
    name: string;
    role: string;
  }

  /** A column of the file by which the bank is told of payouts, and what it tells (PO-25). */
  interface ColumnRowView {
    column: string;
    tells: "endToEndID" | "amount" | "currency" | "accountKind" | "accountNumber" | "holder" | "text";
  }

  /** What a column holds. */
  interface ColumnView {
    name: string;
    filled: number;
    samples: string[];
    /** The first cells with letters beyond ASCII. */
    odd: string[];
    /** All different cells, where they are few. */
    words: string[];
    days: WayView[];
    moments: WayView[];
    amounts: WayView[];
    decimals: number;
    /** Whether CR or DR stands behind some amounts. */
    creditSigns: boolean;
  }

  /** The company's day, and its time zone. */
  interface CompanyView {
    timeZone: string;
    today: string;
  }

  /** That the vendor was asked, and until when it has to answer (CK-11, PO-08, PO-20). */
  interface ContactView {
    askedAt: string;
    dueAt: string;
    /** The deadline in the vendor's zone. */
    dueText: string;
    /** By hours of the clock, or business hours. */
    counts: string;
    timeZone: string;
    remindedAt: string | null;
  }

  /** What a dry run answers in place of CorrectionForeseen. */
  interface CorrectionForeseenForeseen {
    transfer: NamedTransfer;
    reason: string;
    status: "asked" | "made" | "refused";
    askedBy: Who;
    askedAt: string;
    decidedBy: string | null;
    decidedAt: string | null;
    outcome: "made" | "refused" | "takenBack" | null;
    answer: string | null;
    /** The transfer that took it back. */
    transferID: string | null;
    version: number;
    wallets?: NamedWalletChange[];
    events?: ChangeView[];
    dryRun: true;
  }

  /** A correction with what whoever looks can do about it (X-02). */
  interface CorrectionRow {
    transfer: NamedTransfer;
    reason: string;
    status: "asked" | "made" | "refused";
    askedBy: Who;
    askedAt: string;
    decidedBy: string | null;
    decidedAt: string | null;
    outcome: "made" | "refused" | "takenBack" | null;
    answer: string | null;
    /** The transfer that took it back. */
    transferID: string | null;
    version: number;
    actions: ChoiceView[];
  }

  /** A transfer that shall be taken back, or was, by two people (IG-10). */
  interface CorrectionView {
    transfer: NamedTransfer;
    reason: string;
    status: "asked" | "made" | "refused";
    askedBy: Who;
    askedAt: string;
    decidedBy: string | null;
    decidedAt: string | null;
    outcome: "made" | "refused" | "takenBack" | null;
    answer: string | null;
    /** The transfer that took it back. */
    transferID: string | null;
    version: number;
  }

  /** What became of the rows. */
  interface CountsView {
    created: number;
    changed: number;
    unchanged: number;
    skipped: number;
    failed: number;
  }

  /** What an answer would do, as it is told by a link: without the dispute. */
  interface CreditByLinkPreview {
    dryRun: true;
    before: DisputeSummary | null;
    after: DisputeSummary;
    invoice: InvoiceChange;
    owedBefore: OwedView;
    owed: OwedView;
    approvers: ApproverView[];
    mails: NoticeView[];
    events: ChangeView[];
    dispute: null;
  }

  /** A vendor's record in a currency. */
  interface CurrencyRecord {
    disputes: number;
    /** How many were decided against it. */
    against: number;
    /** What the platform paid in its place. */
    paidOut: number;
    fined: number;
    /** What the platform has less for it. */
    leaked: number;
    currency: string;
  }

  /** A payout dispute as its customer left it. */
  interface CustomerDisputeMade {
    disputeID: string;
    kind: "order";
    subjectID: number | string;
    orderID: number | string;
    status: "closed" | "inProgress" | "open" | "resolved" | "withdrawn";
    /** How it stands, in words for who looks. */
    statusText: string;
    currency: string;
    claim: "notPaid" | "paidLess";
    claimText: string;
    claimedAmount: number;
    orderValue: number;
    disputeDate: string;
    lastModifiedDate: string;
    closeDate: string | null;
    messageCount: number;
    /** How much the own side has not read. */
    unread: number;
    vendor: string;
    description: string;
    /** What the platform paid, or is about to. */
    paidAmount: number;
    /** What the customer was promised (PO-07). */
    settleBy: string;
    contact: string | null;
    confirmed: number | null;
    /** Until when the customer can object. */
    objectUntil: string | null;
    evidence: EvidenceView[];
    needs: NeedView[];
    payouts: OwnPayout[];
    actions: ChoiceView[];
    sequence?: number;
  }

  /** A payout dispute as its customer sees it (PO-19). */
  interface CustomerDisputeView {
    disputeID: string;
    kind: "order";
    subjectID: number | string;
    orderID: number | string;
    status: "closed" | "inProgress" | "open" | "resolved" | "withdrawn";
    /** How it stands, in words for who looks. */
    statusText: string;
    currency: string;
    claim: "notPaid" | "paidLess";
    claimText: string;
    claimedAmount: number;
    orderValue: number;
    disputeDate: string;
    lastModifiedDate: string;
    closeDate: string | null;
    messageCount: number;
    /** How much the own side has not read. */
    unread: number;
    vendor: string;
    description: string;
    /** What the platform paid, or is about to. */
    paidAmount: number;
    /** What the customer was promised (PO-07). */
    settleBy: string;
    contact: string | null;
    confirmed: number | null;
    /** Until when the customer can object. */
    objectUntil: string | null;
    evidence: EvidenceView[];
    needs: NeedView[];
    payouts: OwnPayout[];
    actions: ChoiceView[];
  }

  /** A customer as it was brought in. */
  interface CustomerImported {
    customerID: number | string;
    name: string;
    accountNumber: number | string;
    currency: string;
    deliveryMethod: "Post" | "Email" | "Email and Post" | "Do Not Send";
    /** Where mail goes; null where none was given. */
    email: string | null;
    phone: string | null;
    language: string | null;
    timeZone: string | null;
    /** Whose public holidays put off what is promised (CO-22). */
    country: string | null;
    /** Where letters on paper go, without the name; a line a line. */
    postalAddress: string | null;
    version: number;
    /** Where it was looked up; null where mail goes. */
    mailHeldBack?: MailHeldBack | null;
    outcome: "created" | "changed" | "unchanged";
  }

  /** What a dry run answers in place of CustomerImported. */
  interface CustomerImportedForeseen {
    customerID: number | string;
    name: string;
    accountNumber: number | string;
    currency: string;
    deliveryMethod: "Post" | "Email" | "Email and Post" | "Do Not Send";
    /** Where mail goes; null where none was given. */
    email: string | null;
    phone: string | null;
    language: string | null;
    timeZone: string | null;
    /** Whose public holidays put off what is promised (CO-22). */
    country: string | null;
    /** Where letters on paper go, without the name; a line a line. */
    postalAddress: string | null;
    version: number;
    /** Where it was looked up; null where mail goes. */
    mailHeldBack?: MailHeldBack | null;
    outcome: "created" | "changed" | "unchanged";
    dryRun: true;
  }

  /** An event as a note of its customer. */
  interface CustomerNoteView {
    words?: Words;
    text: string;
    sequence: number;
    type: string;
    at: string;
    by: Who;
    amount: number | null;
    before: Record<string, unknown>;
    after: Record<string, unknown>;
    /** Who is told beside the staff, if not `staff` alone. */
    audience: string;
    hash: string;
    previousHash: string;
    /** Null for a reminder. */
    disputeID: string | null;
    currency: string | null;
  }

  /** An order as its customer sees it. */
  interface CustomerOrderRow {
    orderID: number | string;
    status: "placed" | "assigned" | "completed" | "cancelled";
    /** The customer's name. */
    customer: string;
    vendorID: number | string;
    vendor: string;
    /** The price agreed at pickup, which is to be paid. */
    finalValue: number;
    /** The price before anybody saw the device. */
    offeredValue: number | null;
    currency: string;
    device: string;
    completedAt: string | null;
    /** When the vendor marked it as paid, which proves nothing. */
    paymentMarkedAt: string | null;
    /** The open dispute on it. */
    disputeID: string | null;
    /** What the vendor was proved to have paid. */
    provedAmount: number;
    /** What was paid out in disputes. */
    paidOutAmount: number;
    /** What is left to be paid. */
    restAmount: number;
  }

  /** An order with its disputes, for its customer. */
  interface CustomerOrderView {
    orderID: number | string;
    status: "placed" | "assigned" | "completed" | "cancelled";
    /** The customer's name. */
    customer: string;
    vendorID: number | string;
    vendor: string;
    /** The price agreed at pickup, which is to be paid. */
    finalValue: number;
    /** The price before anybody saw the device. */
    offeredValue: number | null;
    currency: string;
    device: string;
    completedAt: string | null;
    /** When the vendor marked it as paid, which proves nothing. */
    paymentMarkedAt: string | null;
    /** The open dispute on it. */
    disputeID: string | null;
    /** What the vendor was proved to have paid. */
    provedAmount: number;
    /** What was paid out in disputes. */
    paidOutAmount: number;
    /** What is left to be paid. */
    restAmount: number;
    endedDisputeIDs: string[];
    actions: ChoiceView[];
  }

  /** A customer, as it sees itself. */
  interface CustomerPart {
    customerID: number | string;
    name: string;
    accountNumber: number | string;
    currency: string;
    deliveryMethod: "Post" | "Email" | "Email and Post" | "Do Not Send";
  }

  /** A customer as the staff sees it in a list. */
  interface CustomerRow {
    customerID: number | string;
    name: string;
    accountNumber: number | string;
    currency: string;
    deliveryMethod: "Post" | "Email" | "Email and Post" | "Do Not Send";
    /** Where mail goes; null where none was given. */
    email: string | null;
    phone: string | null;
    language: string | null;
    timeZone: string | null;
    /** Whose public holidays put off what is promised (CO-22). */
    country: string | null;
    /** Where letters on paper go, without the name; a line a line. */
    postalAddress: string | null;
    version: number;
    /** Where it was looked up; null where mail goes. */
    mailHeldBack?: MailHeldBack | null;
  }

  /** A customer with what is owed either way and in dispute (CU-02). */
  interface CustomerView {
    customerID: number | string;
    name: string;
    accountNumber: number | string;
    currency: string;
    deliveryMethod: "Post" | "Email" | "Email and Post" | "Do Not Send";
    /** Where mail goes; null where none was given. */
    email: string | null;
    phone: string | null;
    language: string | null;
    timeZone: string | null;
    /** Whose public holidays put off what is promised (CO-22). */
    country: string | null;
    /** Where letters on paper go, without the name; a line a line. */
    postalAddress: string | null;
    version: number;
    /** Where it was looked up; null where mail goes. */
    mailHeldBack?: MailHeldBack | null;
    amounts: DisputedSums[];
    openDisputes: number;
    /** Whether all that there is was counted (CU-02). */
    complete: boolean;
  }

  /** What of a request was too long to be kept whole. */
  interface CutView {
    /** Where it stands in the request (RFC 6901). */
    pointer: string;
    detail: string;
    code: string;
  }

  /** What is due of an open dispute, from whom or to whom, and when (X-04, CK-11, PO-07). */
  interface DeadlineView {
    party: string;
    what: "move" | "firstStep" | "answer" | "approval" | "outcome" | "confirmation" | "objection";
    at: string;
  }

  /** What an answer would do, as it is told by a link: without the dispute. */
  interface DecisionByLinkPreview {
    dryRun: true;
    dispute: null;
  }

  /** What was decided, by which row of which version of the table, on which facts (PO-39). */
  interface DecisionView {
    decisionID: string;
    rowID: string;
    /** What the row said when it was decided (PO-39). */
    rowLabel: string;
    appliedRowID: string;
    tableVersion: number;
    facts: Record<string, string>;
    status: "pending" | "effective" | "refused" | "reversed";
    payout: number;
    proved: number;
    fine: FineView;
    note: string | null;
    reuseReason: string | null;
    by: string;
    at: string;
    effectiveAt: string | null;
    missing: string[];
    signed: SignatureView[];
    refusal: string | null;
    reversedAt: string | null;
    reversedBy: string | null;
    reversal: string | null;
    payoutID: string | null;
    transferID: string | null;
  }

  /** Somebody to whom it can be passed on. */
  interface DelegateView {
    userID: string;
    name: string;
    creditLimit: number;
  }

  /** Somebody of the demo, who signs in with its one password. */
  interface DemoPerson {
    email: string;
    name: string;
    role: string;
    creditLimit: Record<string, number>;
    limitTo: string[];
  }

  /** The people of the demo. */
  interface DemoView {
    people: DemoPerson[];
    password: string;
  }

  /** A deposit that was agreed to, with the transfer. */
  interface DepositMade {
    proposalID: string;
    kind: "deposit" | "floor";
    walletID: string;
    name: string;
    amount: number;
    currency: string;
    reference: string;
    earlier: EarlierDeposit | null;
    status: "asked" | "made" | "refused";
    askedBy: Who;
    askedAt: string;
    decidedBy: string | null;
    decidedAt: string | null;
    outcome: "made" | "refused" | "takenBack" | null;
    answer: string | null;
    version: number;
    transferID: string;
    at: string;
    from: string | null;
    to: string | null;
    bookingID: number | string | null;
    disputeID: string | null;
    requestID: string | null;
    reverses: string | null;
    reason: string | null;
    repeats: string | null;
    by: string;
    postings?: PostingView[];
    wallet: WalletView;
  }

  /** What a dry run answers in place of DepositMade. */
  interface DepositMadeForeseen {
    proposalID: string;
    kind: "deposit" | "floor";
    walletID: string;
    name: string;
    amount: number;
    currency: string;
    reference: string;
    earlier: EarlierDeposit | null;
    status: "asked" | "made" | "refused";
    askedBy: Who;
    askedAt: string;
    decidedBy: string | null;
    decidedAt: string | null;
    outcome: "made" | "refused" | "takenBack" | null;
    answer: string | null;
    version: number;
    transferID: string;
    at: string;
    from: string | null;
    to: string | null;
    bookingID: number | string | null;
    disputeID: string | null;
    requestID: string | null;
    reverses: string | null;
    reason: string | null;
    repeats: string | null;
    by: string;
    postings?: PostingView[];
    wallet: WalletView;
    dryRun: true;
  }

  /** A deposit that came in. */
  interface Deposited {
    transferID: string;
    at: string;
    from: string | null;
    to: string | null;
    bookingID: number | string | null;
    disputeID: string | null;
    requestID: string | null;
    reverses: string | null;
    reason: string | null;
    repeats: string | null;
    by: string;
    postings?: PostingView[];
    kind: "fundRequest" | "deposit" | "openingBalance" | "correction" | "decision" | "payout" | "payoutReturn" | "reversal";
    amount: number;
    currency: string;
    reference: string;
    wallet: WalletView;
  }

  /** What a dry run answers in place of Deposited. */
  interface DepositedForeseen {
    transferID: string;
    at: string;
    from: string | null;
    to: string | null;
    bookingID: number | string | null;
    disputeID: string | null;
    requestID: string | null;
    reverses: string | null;
    reason: string | null;
    repeats: string | null;
    by: string;
    postings?: PostingView[];
    kind: "fundRequest" | "deposit" | "openingBalance" | "correction" | "decision" | "payout" | "payoutReturn" | "reversal";
    amount: number;
    currency: string;
    reference: string;
    wallet: WalletView;
    dryRun: true;
  }

  /** What is wrong with a dispute. */
  interface DisputeFaults {
    disputeID: string;
    faults: string[];
  }

  /** What is contested of one charge, or of the invoice as a whole (`general`). */
  interface DisputeLineView {
    lineID: number | string;
    description: string;
    kind: string;
    charge: number;
    /** What earlier credits have left of the charge. */
    chargeRemaining: number;
    disputedAmount: number;
    creditAmount: number;
    creditedAmount: number;
    remainingAmount: number;
    amounts: SharesView;
    status: "open" | "pendingApproval" | "approved" | "withdrawn";
    /** Its status, and in the end what has become of it. */
    outcome: "open" | "pendingApproval" | "approved" | "withdrawn" | "declined" | "credited";
    requestedBy: string | null;
    decidedBy: string | null;
    refusal: RefusalView | null;
    featureID: number | string | null;
    usageRecordID: number | string | null;
    actions: ChoiceView[];
  }

  /** What a change of a dispute on an invoice would do (X-03). */
  interface DisputePreview {
    dryRun: true;
    before: DisputeSummary | null;
    after: DisputeSummary;
    invoice: InvoiceChange;
    owedBefore: OwedView;
    owed: OwedView;
    approvers: ApproverView[];
    mails: NoticeView[];
    events: ChangeView[];
    dispute: DisputeView;
  }

  /** A dispute on an invoice as the staff sees it in a list. */
  interface DisputeRow {
    disputeID: string;
    kind: "invoice";
    subjectID: number | string;
    customerID: number | string;
    customerName: string;
    status: "closed" | "finalised" | "open" | "pendingApproval" | "withdrawn";
    /** Rises with the state; the ETag (X-07). */
    version: number;
    /** What is disputed. */
    amount: number;
    creditedAmount: number;
    /** What of it is still open. */
    remainingAmount: number;
    withdrawnAmount: number;
    declinedAmount: number;
    amounts: SharesView;
    currency: string;
    reasonID: number | string | null;
    reason: string;
    resolverID: string | null;
    resolver: string | null;
    assigneeID: string | null;
    assignee: string | null;
    /** Whose move it is (X-04). */
    waitingFor: string | null;
    waitingSince: string | null;
    dueAt: string | null;
    /** The most urgent first. */
    deadlines: DeadlineView[];
    /** Whether an import inferred its dates. */
    estimated: boolean;
    raisedBy: string;
    messageCount: number;
    /** How much of its conversation the staff has not read. */
    unread: number;
    adjustmentAmount: number | null;
    adjustmentID: string | null;
    billPeriodID: number | string | null;
    closeDate: string | null;
    description: string;
    disputeDate: string;
    feature: string | null;
    featureID: number | string | null;
    invoiceCategoryid: number | string | null;
    invoiceNumber: number | string;
    lastModifiedDate: string;
    lastModifiedUser: string;
    resolution: string | null;
    resolutionID: number | string | null;
    reversalAdjustmentID: string | null;
    reversalFeeAdjustmentID: string | null;
    reversalFeeAmount: number | null;
    serviceID: number | string | null;
    serviceNumber: number | string | null;
    usageBatchID: number | string | null;
    usageRecordID: number | string | null;
    usageRecordNumber: number | string | null;
  }

  /** Where the money of a dispute stands. */
  interface DisputeSummary {
    status: "closed" | "finalised" | "open" | "pendingApproval" | "withdrawn";
    amount: number;
    creditedAmount: number;
    remainingAmount: number;
    amounts: SharesView;
  }

  /** A dispute on an invoice as the staff sees it, with all that can be done (X-02). */
  interface DisputeView {
    disputeID: string;
    kind: "invoice";
    subjectID: number | string;
    customerID: number | string;
    customerName: string;
    status: "closed" | "finalised" | "open" | "pendingApproval" | "withdrawn";
    /** Rises with the state; the ETag (X-07). */
    version: number;
    /** What is disputed. */
    amount: number;
    creditedAmount: number;
    /** What of it is still open. */
    remainingAmount: number;
    withdrawnAmount: number;
    declinedAmount: number;
    amounts: SharesView;
    currency: string;
    reasonID: number | string | null;
    reason: string;
    resolverID: string | null;
    resolver: string | null;
    assigneeID: string | null;
    assignee: string | null;
    /** Whose move it is (X-04). */
    waitingFor: string | null;
    waitingSince: string | null;
    dueAt: string | null;
    /** The most urgent first. */
    deadlines: DeadlineView[];
    /** Whether an import inferred its dates. */
    estimated: boolean;
    raisedBy: string;
    messageCount: number;
    /** How much of its conversation the staff has not read. */
    unread: number;
    adjustmentAmount: number | null;
    adjustmentID: string | null;
    billPeriodID: number | string | null;
    closeDate: string | null;
    description: string;
    disputeDate: string;
    feature: string | null;
    featureID: number | string | null;
    invoiceCategoryid: number | string | null;
    invoiceNumber: number | string;
    lastModifiedDate: string;
    lastModifiedUser: string;
    resolution: string | null;
    resolutionID: number | string | null;
    reversalAdjustmentID: string | null;
    reversalFeeAdjustmentID: string | null;
    reversalFeeAmount: number | null;
    serviceID: number | string | null;
    serviceNumber: number | string | null;
    usageBatchID: number | string | null;
    usageRecordID: number | string | null;
    usageRecordNumber: number | string | null;
    lines: DisputeLineView[];
    actions: ChoiceView[];
    /** Of how it ended: null where no letter was claimed. */
    told: ToldView | null;
    invoice: InvoiceFacts;
    approval: RoundOfLines | null;
    elapsed: ElapsedView[];
  }

  /** The same with what is to become of what is in dispute, for the staff (X-06). */
  interface DisputedSums {
    /** What customers owe. */
    outstanding: number;
    /** What the company owes customers; never set off. */
    credits: number;
    /** What came in and is for no invoice yet; never set off. */
    unallocated: number;
    /** What is owed less what is owed to customers and what is unallocated. */
    balance: number;
    /** What is in dispute, of what is owed and of what was paid. */
    disputed: number;
    disputedOwed: number;
    disputedPaid: number;
    /** What can be asked for while the rest is in dispute. */
    collectable: number;
    invoices: number;
    creditItems: number;
    openDisputes: number;
    currency: string;
    disputes: SharesView;
  }

  /** How many disputes were looked at, and what is wrong with which. */
  interface DisputesReport {
    checked: number;
    value: DisputeFaults[];
    nextCursor: string | null;
  }

  /** The OpenAPI document, whose form OpenAPI 3.1 says. */
  interface DocumentView {
    openapi: string;
    info: Record<string, unknown>;
    servers: Record<string, unknown>[];
    paths: Record<string, unknown>;
    components: Record<string, unknown>;
  }

  /** A field of which the file does not say how it is written. */
  interface DoubtView {
    field: string;
    column: string;
    detail: string;
    ways: WayView[];
  }

  /** A level of reminders: after how many days, of at least how much, by which mail (CO-38). */
  interface DunningLevelView {
    label: string;
    /** How late an item is at most that is not reminded yet. */
    graceDays: number;
    /** How many days after the reminder before it at least. */
    apartDays: number;
    templateID: "reminderFirst" | "reminderSecond" | "reminderFinal";
    minimum?: Record<string, number>;
    /** What a letter of this level charges (CO-39). */
    fee?: Record<string, number>;
    /** Language → what letters in that one call it (CO-41). */
    labels?: Record<string, string>;
  }

  /** What holds for all reminders (CO-20, CO-32, CO-43). */
  interface DunningRowView {
    credits?: "net" | "nameBoth";
    /** Business days after the end of a dispute. */
    restDays?: number;
    sendFrom?: string;
    sendUntil?: string;
    automatic?: boolean;
    /** Whether the run by itself keeps to business days where the customer is. */
    businessDays?: boolean;
    /** Percent a year on what is late; none without (CO-39). */
    interestRate?: number;
    dayCount?: "actual/365" | "actual/360" | "30/360";
    /** By currency the least interest that a letter charges. */
    interestMinimum?: Record<string, number>;
    /** Whether fees and interest are forgotten once the invoice itself is paid. */
    forgetsCharges?: boolean;
  }

  /** What happens to a customer's open items today, and the letter that would go. */
  interface DunningView {
    customerID: number | string;
    name: string;
    /** The day in the customer's time zone. */
    asOf: string;
    /** The one that counts: the customer's, or the company's. */
    timeZone: string;
    /** The highest of its items. */
    level: number;
    value: ItemTodayView[];
    /** What the letter asks for: the sum of its lines. */
    sums: ReminderSumView[];
    credits: ReminderSumView[];
    letter: ReminderView | null;
    /** Where one letter has no room for all; null where it has. */
    part: PartView | null;
    /** Why no letter reaches the customer (CO-40). */
    unreached: string | null;
    last: LastReminderView | null;
    lastOutcome: LastOutcomeView | null;
    block: BlockView | null;
    blocks: ItemBlockView[];
    complete: boolean;
    version: number;
  }

  /** A deposit of before under the same reference. */
  interface EarlierDeposit {
    transferID: string | null;
    reference: string;
    amount: number;
    currency: string;
    at: string;
    by: string;
  }

  /** All that would come of a decision now (X-03, PO-29). */
  interface EffectsView {
    payout: number;
    fine: FineView;
    levelBefore: string;
    levelAfter: string;
    maxLeadsBefore: number;
    maxLeadsAfter: number;
    isFlagged: boolean;
    holdUntil: string | null;
    resolves: boolean;
    escalatesTo: string | null;
    needsNote: boolean;
    /** Whose yes is needed: roles, and `approver`. */
    approvals: string[];
    mails: MailPart[];
  }

  /** How long it has been somebody's move (X-04). */
  interface ElapsedView {
    party: string;
    businessSeconds: number;
  }

  /** A dispute of which the letter tells: disputed = credited + declined + withdrawn. */
  interface EndedView {
    disputeID: string;
    invoiceNumber: number | string;
    currency: string;
    disputed: number;
    credited: number;
    declined: number;
    withdrawn: number;
    /** What is to be paid on the invoice. */
    open: number;
  }

  /** That support was asked to step in, and about what (IG-08). */
  interface EscalationView {
    side: "operator" | "aggregator";
    at: string;
    issue: string;
  }

  /** An event of a dispute. */
  interface EventView {
    words?: Words;
    text: string;
    sequence: number;
    type: string;
    at: string;
    by: Who;
    amount: number | null;
    before: Record<string, unknown>;
    after: Record<string, unknown>;
    /** Who is told beside the staff, if not `staff` alone. */
    audience: string;
    hash: string;
    previousHash: string;
    disputeID: string;
    currency: string;
  }

  /** What an attached file is (CK-02). */
  interface EvidenceView {
    attachmentID: string;
    type: "paymentProof" | "finalBill" | "paymentReference" | "pickupNote" | "other";
    side: string;
    name: string;
    at: string;
    /** Cases with the very same file. */
    alsoIn?: UseView[];
  }

  /** A cell as it stands in the file, and what it was read as. */
  interface ExampleView {
    line: number;
    cell: string;
    reads: string;
  }

  /** Some cells of one field, with the least and the most of all. */
  interface ExamplesView {
    field: string;
    label: string;
    type: string;
    column: string;
    cells: ExampleView[];
    least: ExampleView;
    most: ExampleView;
  }

  /** A file that somebody took along. */
  interface ExportView {
    exportID: string;
    at: string;
    by: Who;
    /** What it was made of: a wallet, an import. */
    of: string;
    /** How it was narrowed. */
    asked: Record<string, string>;
    rows: number;
    /** Whether it held all that there was. */
    complete: boolean;
  }

  /** A file with the link under which it can be fetched. */
  interface FetchedView {
    attachmentID: string;
    name: string;
    contentType: string;
    /** In bytes. */
    size: number;
    /** Whose it is: a party's role, or the staff's. */
    side: string;
    /** Told to the own side and to the staff (IG-03). */
    by: string | null;
    at: string;
    status: "attached" | "arriving";
    /** Who sees it, told to the staff. */
    audience?: string;
    /** Good for five minutes. */
    downloadURL: string;
  }

  /** A field that a file can tell. */
  interface FieldView {
    name: string;
    label: string;
    type: string;
    required: boolean;
    hint?: string;
    choices?: string[];
  }

  /** A file of a dispute, by which it is fetched there. */
  interface FileNamed {
    disputeID: string;
    attachmentID: string;
    name: string;
  }

  /** A type of file that can be attached. */
  interface FileType {
    contentType: string;
    name: string;
    extensions: string[];
  }

  /** A file that is given out, by its link. */
  interface FileView {
    url: string;
    rows: number;
    /** Whether it holds all that there is. */
    complete: boolean;
  }

  /** The files of a dispute, and what can be attached. */
  interface FilesView {
    value: AttachmentView[];
    nextCursor: null;
    limits: LimitsView;
  }

  /** What a vendor is fined: an amount, or per cent of the order's value (CK-06, PO-30). */
  interface FineRowView {
    amount?: number;
    percent?: number;
  }

  /** A fine as it meets the vendor's wallet (PO-29). */
  interface FineView {
    amount: number;
    now: number;
    owed: number;
    isRefused: boolean;
  }

  /** A floor that was agreed to. */
  interface FloorMade {
    proposalID: string;
    kind: "deposit" | "floor";
    walletID: string;
    name: string;
    amount: number;
    currency: string;
    reference: string;
    earlier: EarlierDeposit | null;
    status: "asked" | "made" | "refused";
    askedBy: Who;
    askedAt: string;
    decidedBy: string | null;
    decidedAt: string | null;
    outcome: "made" | "refused" | "takenBack" | null;
    answer: string | null;
    version: number;
    wallet: WalletView;
  }

  /** What a dry run answers in place of FloorMade. */
  interface FloorMadeForeseen {
    proposalID: string;
    kind: "deposit" | "floor";
    walletID: string;
    name: string;
    amount: number;
    currency: string;
    reference: string;
    earlier: EarlierDeposit | null;
    status: "asked" | "made" | "refused";
    askedBy: Who;
    askedAt: string;
    decidedBy: string | null;
    decidedAt: string | null;
    outcome: "made" | "refused" | "takenBack" | null;
    answer: string | null;
    version: number;
    wallet: WalletView;
    dryRun: true;
  }

  /** A wallet with its floor as it was set. */
  interface FloorSet {
    /** What pending transfers keep of it. */
    reserved?: number;
    walletID: string;
    partyID: number | string;
    name: string;
    currency: string;
    balance: number;
    /** How far it may be emptied; null for no end. */
    floor: number | null;
    /** What can go out of it; null for no end. */
    available: number | null;
    version: number;
    outcome: "created" | "changed" | "unchanged";
  }

  /** What a dry run answers in place of FloorSet. */
  interface FloorSetForeseen {
    /** What pending transfers keep of it. */
    reserved?: number;
    walletID: string;
    partyID: number | string;
    name: string;
    currency: string;
    balance: number;
    /** How far it may be emptied; null for no end. */
    floor: number | null;
    /** What can go out of it; null for no end. */
    available: number | null;
    version: number;
    outcome: "created" | "changed" | "unchanged";
    dryRun: true;
  }

  /** What happened to a follow-up (X-05). */
  interface FollowUpEventView {
    sequence: number;
    type: string;
    text: string;
    at: string;
    by: Who;
    /** What a resolver attached. */
    file: FileNamed | null;
  }

  /** An invoice in a follow-up, as it came in and as it is now. */
  interface FollowUpItemView {
    invoiceNumber: number | string;
    currency: string;
    dueDate: string;
    outstandingThen: number;
    /** Now; null once it has left. */
    outstanding: number | null;
    /** Now; null once it has left. */
    disputed: number | null;
    answer: "accept" | "refuse" | null;
    answerComment: string | null;
    /** How its dispute ended, to the customer; null where it was not. */
    told: ToldView | null;
    /** Whether the customer can be told how it ended; null of what did not end here. */
    tellOutcome: ChoiceView | null;
    disputeID: string | null;
    disputeStatus: string | null;
    /** How many its dispute has. */
    files: number;
    /** Whether its dispute was raised with the follow-up. */
    wasRaised: boolean;
    comment: string | null;
    resolver: Who | null;
    /** How it left: ended, dropped or paid. */
    left: string | null;
    outcome: "creditGiven" | "refused" | "withdrawn" | "done" | null;
    /** With which it can end; none of what has left. */
    outcomes: ("creditGiven" | "refused" | "withdrawn" | "done")[];
    /** Why it could not end. */
    stays: string | null;
  }

  /** What is done about open items (DM-05). */
  interface FollowUpModelView {
    modelID: number | string;
    label: string;
    toDo: "reminder" | "call" | "disputeFollowUp";
  }

  /** A follow-up as it stands in the agenda. */
  interface FollowUpRow {
    followUpID: string;
    customerID: number | string;
    customerName: string;
    status: string;
    itemStatus: ItemStatusPart;
    model: ModelPart | null;
    comment: string | null;
    collector: Who;
    resolver: Who | null;
    /** Who has something to answer: whoever has all of it, or single items (DM-07). */
    awaited: Who[];
    /** Who was to be asked by the last chase and is not here, or may not see the customer any more: name others for what these clear up (RV-03). */
    lostResolvers: string[];
    dueDate: string;
    /** Null once it has ended. */
    when: "today" | "late" | "coming" | null;
    /** How many are in it. */
    items: number;
    /** What can be said to have become of all of them at once. */
    outcomes: ("creditGiven" | "refused" | "withdrawn" | "done")[];
    /** What was outstanding when the items came in. */
    sums: SumView[];
    chases: number;
    /** Who did so last. */
    chasedBy: string | null;
    chasedAt: string | null;
    /** How often it was chased since the last answer. */
    unanswered: number;
    managerTold: boolean;
    /** Whether somebody has to say that a mail was sent, or was not (CO-15). */
    isUnconfirmed: boolean;
    /** The events whose mails those are, by their numbers, the oldest first. */
    unconfirmed: number[];
    /** Whether it was handed on again and again. */
    isPassedAround: boolean;
    answeredBy: string | null;
    answeredAt: string | null;
    answerComment: string | null;
    /** How often the resolver put the date off since the collector set it (CO-11). */
    postponed: number;
    /** What the resolver asks for, where that is for the collector to say. */
    wishedDate: string | null;
    waitingFor: string | null;
    waitingSince: string | null;
    openedAt: string;
    openedBy: string;
    endedAt: string | null;
    endedBy: string | null;
    version: number;
    /** What whoever looks can do, or why not (X-02). */
    actions: ChoiceView[];
  }

  /** A follow-up with its items, those that left among them. */
  interface FollowUpView {
    followUpID: string;
    customerID: number | string;
    customerName: string;
    status: string;
    itemStatus: ItemStatusPart;
    model: ModelPart | null;
    comment: string | null;
    collector: Who;
    resolver: Who | null;
    /** Who has something to answer: whoever has all of it, or single items (DM-07). */
    awaited: Who[];
    /** Who was to be asked by the last chase and is not here, or may not see the customer any more: name others for what these clear up (RV-03). */
    lostResolvers: string[];
    dueDate: string;
    /** Null once it has ended. */
    when: "today" | "late" | "coming" | null;
    /** How many are in it. */
    items: number;
    /** What can be said to have become of all of them at once. */
    outcomes: ("creditGiven" | "refused" | "withdrawn" | "done")[];
    /** What was outstanding when the items came in. */
    sums: SumView[];
    chases: number;
    /** Who did so last. */
    chasedBy: string | null;
    chasedAt: string | null;
    /** How often it was chased since the last answer. */
    unanswered: number;
    managerTold: boolean;
    /** Whether somebody has to say that a mail was sent, or was not (CO-15). */
    isUnconfirmed: boolean;
    /** The events whose mails those are, by their numbers, the oldest first. */
    unconfirmed: number[];
    /** Whether it was handed on again and again. */
    isPassedAround: boolean;
    answeredBy: string | null;
    answeredAt: string | null;
    answerComment: string | null;
    /** How often the resolver put the date off since the collector set it (CO-11). */
    postponed: number;
    /** What the resolver asks for, where that is for the collector to say. */
    wishedDate: string | null;
    waitingFor: string | null;
    waitingSince: string | null;
    openedAt: string;
    openedBy: string;
    endedAt: string | null;
    endedBy: string | null;
    version: number;
    /** What whoever looks can do, or why not (X-02). */
    actions: ChoiceView[];
    itemRows: FollowUpItemView[];
    /** How long it has waited for each, in business time (X-04). */
    elapsed: ElapsedView[];
    /** What a dry run would have sent. */
    mails?: MailView[];
    /** What was not taken in, or stays, by this command. */
    leftOut?: LeftOutView[];
  }

  /** What a dry run answers in place of FollowUpView. */
  interface FollowUpViewForeseen {
    followUpID: string;
    customerID: number | string;
    customerName: string;
    status: string;
    itemStatus: ItemStatusPart;
    model: ModelPart | null;
    comment: string | null;
    collector: Who;
    resolver: Who | null;
    /** Who has something to answer: whoever has all of it, or single items (DM-07). */
    awaited: Who[];
    /** Who was to be asked by the last chase and is not here, or may not see the customer any more: name others for what these clear up (RV-03). */
    lostResolvers: string[];
    dueDate: string;
    /** Null once it has ended. */
    when: "today" | "late" | "coming" | null;
    /** How many are in it. */
    items: number;
    /** What can be said to have become of all of them at once. */
    outcomes: ("creditGiven" | "refused" | "withdrawn" | "done")[];
    /** What was outstanding when the items came in. */
    sums: SumView[];
    chases: number;
    /** Who did so last. */
    chasedBy: string | null;
    chasedAt: string | null;
    /** How often it was chased since the last answer. */
    unanswered: number;
    managerTold: boolean;
    /** Whether somebody has to say that a mail was sent, or was not (CO-15). */
    isUnconfirmed: boolean;
    /** The events whose mails those are, by their numbers, the oldest first. */
    unconfirmed: number[];
    /** Whether it was handed on again and again. */
    isPassedAround: boolean;
    answeredBy: string | null;
    answeredAt: string | null;
    answerComment: string | null;
    /** How often the resolver put the date off since the collector set it (CO-11). */
    postponed: number;
    /** What the resolver asks for, where that is for the collector to say. */
    wishedDate: string | null;
    waitingFor: string | null;
    waitingSince: string | null;
    openedAt: string;
    openedBy: string;
    endedAt: string | null;
    endedBy: string | null;
    version: number;
    /** What whoever looks can do, or why not (X-02). */
    actions: ChoiceView[];
    itemRows: FollowUpItemView[];
    /** How long it has waited for each, in business time (X-04). */
    elapsed: ElapsedView[];
    /** What a dry run would have sent. */
    mails?: MailView[];
    /** What was not taken in, or stays, by this command. */
    leftOut?: LeftOutView[];
    dryRun: true;
  }

  /** The form of a file; what is not told is to be found out. */
  interface FormView {
    type?: "csv" | "xlsx";
    encoding?: "utf-8" | "utf-16" | "utf-16-le" | "utf-16-be" | "windows-1252" | "windows-1250" | "windows-1251" | "windows-1253" | "windows-1254" | "shift_jis" | "gb18030" | "big5" | "euc-kr" | "iso-8859-15" | "macintosh";
    delimiter?: "comma" | "semicolon" | "tab" | "pipe";
    headerLine?: number;
    sheet?: string;
  }

  /** A way to write days, moments or amounts. */
  interface FormatView {
    format: string;
    label: string;
    example: string;
  }

  /** Money that one side asks of the other, and how that ended (IG-05). */
  interface FundRequestView {
    requestID: string;
    /** Who asks. */
    side: "operator" | "aggregator";
    amount: number;
    reason: string | null;
    askedAt: string;
    status: "pending" | "approved" | "rejected" | "cancelled";
    actions: ChoiceView[];
    answer?: string | null;
    transferID?: string | null;
    decidedAt?: string | null;
  }

  /** What of the invoice as a whole was credited, is and can be disputed (CU-01). */
  interface GeneralView {
    credited: number;
    disputed: number;
    remaining: number;
  }

  /** A mail that could not be sent: to whom, about what, and why. */
  interface GivenUpView {
    /** The dispute, or what else `of` says. */
    disputeID: string;
    of: "dispute" | "followUp" | "ticket";
    /** The first party of it. */
    customerName: string;
    invoiceNumber: number | string | null;
    reference: number | string | null;
    templateID: string;
    name: string;
    userID: string | null;
    email: string | null;
    triedSince: string | null;
    givenUpAt: string | null;
    reason: string | null;
  }

  /** What a report says of a status or a resolver, in one currency. */
  interface GroupView {
    /** The status, or the resolver; null for nobody. */
    groupID: string | null;
    label: string;
    currency: string;
    count: number;
    /** What is outstanding, or still open of disputes. */
    amount: number;
    disputed: number;
    oldestDays: number;
    ages: AgeView[];
  }

  /** How the columns seem to be meant. */
  interface GuessView {
    mapping: Record<string, SourceView>;
    doubts: DoubtView[];
  }

  /** Into whose hands a dispute can be put, by role. */
  interface HandsView {
    assigneeID: Who[];
    resolverID: Who[];
  }

  /** What stands for a fact in a mail's text. */
  interface HashtagView {
    name: string;
    meaning: string;
    example: string;
    /** Whether it takes a line of its own, and none of a subject. */
    isBlock: boolean;
  }

  /** That the API is up. */
  interface HealthView {
    status: "ok";
    stage: string;
    version: string;
  }

  /** Something that was found, and where the page shows it. */
  interface HitView {
    /** dispute, followUp, invoice, customer, booking, order or ticket: what it is. */
    kind: string;
    label: string;
    detail: string;
    url: string;
  }

  /** What was found. */
  interface HitsView {
    value: HitView[];
  }

  /** When the company works, in its own time zone (X-04). */
  interface HoursView {
    timeZone: string;
    /** Monday is 1. */
    days: number[];
    from: string;
    to: string;
    holidays?: string[];
    /** Whose public holidays are free too, such as DE-BY. */
    country?: string;
    /** Kind of dispute, then whose move it is: in how many business hours (X-04). */
    movesWithin?: Record<string, Record<string, number>>;
  }

  /** An import of a file as it stands in a list. */
  interface ImportRow {
    importID: string;
    kind: "invoices" | "customers" | "payments" | "operators" | "aggregators" | "bookings" | "vendors" | "orders" | "orderNotes" | "payoutResults" | "openingBalances";
    fileName: string;
    size: number;
    status: "waiting" | "reading" | "previewed" | "applying" | "done" | "failed";
    /** Why it failed. */
    detail: string | null;
    asOf: string;
    currency: string;
    linePerRow: boolean;
    notes: NotesPart;
    rows: number | null;
    processed: number;
    counts: CountsView;
    summary: ImportSummary | null;
    startedBy: Who;
    startedAt: string;
    appliedBy: Who | null;
    finishedAt: string | null;
    version: number;
  }

  /** What the rows come to; which parts there are is by the kind of file. */
  interface ImportSummary {
    /** How many are in another currency, in no sum. */
    otherCurrencies: number;
    rounded: number;
    /** What rounding added in sum, as a decimal. */
    roundedOff: string;
    amount?: number;
    customers?: number;
    invoices?: number;
    unpaid?: number;
    unpaidAmount?: number;
    unpaidCustomers?: number;
    disputes?: number;
    openDisputes?: number;
    payments?: number;
    operators?: number;
    aggregators?: number;
    bookings?: number;
    vendors?: number;
    orders?: number;
    orderNotes?: number;
    payoutResults?: number;
    openingBalances?: number;
  }

  /** An import with what its file holds, and the first notes on its rows. */
  interface ImportView {
    importID: string;
    kind: "invoices" | "customers" | "payments" | "operators" | "aggregators" | "bookings" | "vendors" | "orders" | "orderNotes" | "payoutResults" | "openingBalances";
    fileName: string;
    size: number;
    status: "waiting" | "reading" | "previewed" | "applying" | "done" | "failed";
    /** Why it failed. */
    detail: string | null;
    asOf: string;
    currency: string;
    linePerRow: boolean;
    notes: NotesPart;
    rows: number | null;
    processed: number;
    counts: CountsView;
    summary: ImportSummary | null;
    startedBy: Who;
    startedAt: string;
    appliedBy: Who | null;
    finishedAt: string | null;
    version: number;
    mapping: Record<string, SourceView>;
    /** As it was told. */
    form: FormView;
    /** As it was found out. */
    found: FormView | null;
    encodingIsGuessed: boolean;
    sheets: string[];
    columns: string[];
    survey: ColumnView[];
    guess: GuessView;
    examples: ExamplesView[];
    errors: NoteView[];
    warnings: NoteView[];
    leftOut: NoteView[];
  }

  /** What a dry run answers in place of ImportView. */
  interface ImportViewForeseen {
    importID: string;
    kind: "invoices" | "customers" | "payments" | "operators" | "aggregators" | "bookings" | "vendors" | "orders" | "orderNotes" | "payoutResults" | "openingBalances";
    fileName: string;
    size: number;
    status: "waiting" | "reading" | "previewed" | "applying" | "done" | "failed";
    /** Why it failed. */
    detail: string | null;
    asOf: string;
    currency: string;
    linePerRow: boolean;
    notes: NotesPart;
    rows: number | null;
    processed: number;
    counts: CountsView;
    summary: ImportSummary | null;
    startedBy: Who;
    startedAt: string;
    appliedBy: Who | null;
    finishedAt: string | null;
    version: number;
    mapping: Record<string, SourceView>;
    /** As it was told. */
    form: FormView;
    /** As it was found out. */
    found: FormView | null;
    encodingIsGuessed: boolean;
    sheets: string[];
    columns: string[];
    survey: ColumnView[];
    guess: GuessView;
    examples: ExamplesView[];
    errors: NoteView[];
    warnings: NoteView[];
    leftOut: NoteView[];
    dryRun: true;
  }

  interface InboxViewOfInvoice {
    disputeID: string;
    kind: string;
    customerID: number | string | null;
    customerName: string | null;
    currency: string;
    amount: number | null;
    /** What it comes to in all if this is given. */
    total: number | null;
    requestedBy: PersonPart[];
    level: string | null;
    insteadOf: string | null;
    /** What one's own yes comes to. */
    becomes: string | null;
    askedAt: string | null;
    dueAt: string | null;
    description: string;
    reason: string;
    approvalID: string;
    invoiceNumber: number | string;
    lines: AskedLineView[];
    balanceBefore: number | null;
    balanceAfter: number | null;
    approvedBesides: number | null;
    /** What the company would then owe (CU-11). */
    owed: number | null;
  }

  interface InboxViewOfOrder {
    disputeID: string;
    kind: string;
    customerID: number | string | null;
    customerName: string | null;
    currency: string;
    amount: number | null;
    /** What it comes to in all if this is given. */
    total: number | null;
    requestedBy: PersonPart[];
    level: string | null;
    insteadOf: string | null;
    /** What one's own yes comes to. */
    becomes: string | null;
    askedAt: string | null;
    dueAt: string | null;
    description: string;
    reason: string;
    approvalID: string;
    orderID: number | string;
    orderValue: number | null;
    claim: string | null;
    claimedAmount: number | null;
    rowID: string | null;
    rowLabel: string | null;
    payout: number | null;
    fine: number | null;
    missing: string[];
  }

  /** A part of an invoice that is due on a day of its own, and what of it is owed (CO-06). */
  interface InstalmentView {
    dueDate: string;
    amount: number;
    outstanding: number;
    disputedOwed: number;
  }

  /** What would become of the invoice. */
  interface InvoiceChange {
    invoiceNumber: number | string;
    currency: string;
    balanceBefore: number;
    balanceAfter: number;
    disputedBefore: number;
    disputedAfter: number;
  }

  /** The facts of the invoice beside its dispute. */
  interface InvoiceFacts {
    invoiceNumber: number | string;
    invoiceDate: string;
    dueDate: string;
    total: number;
    paid: number;
    credited: number;
    balance: number;
    remaining: number;
    owed: OwedView;
  }

  /** An invoice as it was brought in. */
  interface InvoiceImported {
    customerID: number | string;
    invoiceNumber: number | string;
    currency: string;
    invoiceDate: string;
    dueDate: string;
    total: number;
    paid: number;
    credited: number;
    fees: number;
    /** Fees and interest of reminders. */
    reminderCharges: number;
    balance: number;
    disputedAmount: number;
    openDisputeID: string | null;
    /** The payment plan that it is in (CU-18). */
    planID: string | null;
    /** That it has a dispute in progress (CU-17). */
    notice: string | null;
    settledDate: string | null;
    /** The latest promise to pay on it (CO-21). */
    promise: OwnPromiseView | null;
    customerName: string;
    status: "draft" | "approved";
    billPeriodID: number | string | null;
    usageAlias: number | string | null;
    chargesTotal: number;
    /** What of it can still be disputed. */
    remaining: number;
    version: number;
    warnings?: CutView[];
    outcome: "created" | "changed" | "unchanged";
  }

  /** What a dry run answers in place of InvoiceImported. */
  interface InvoiceImportedForeseen {
    customerID: number | string;
    invoiceNumber: number | string;
    currency: string;
    invoiceDate: string;
    dueDate: string;
    total: number;
    paid: number;
    credited: number;
    fees: number;
    /** Fees and interest of reminders. */
    reminderCharges: number;
    balance: number;
    disputedAmount: number;
    openDisputeID: string | null;
    /** The payment plan that it is in (CU-18). */
    planID: string | null;
    /** That it has a dispute in progress (CU-17). */
    notice: string | null;
    settledDate: string | null;
    /** The latest promise to pay on it (CO-21). */
    promise: OwnPromiseView | null;
    customerName: string;
    status: "draft" | "approved";
    billPeriodID: number | string | null;
    usageAlias: number | string | null;
    chargesTotal: number;
    /** What of it can still be disputed. */
    remaining: number;
    version: number;
    warnings?: CutView[];
    outcome: "created" | "changed" | "unchanged";
    dryRun: true;
  }

  /** A line with what of it was credited, is and can be disputed. */
  interface InvoiceLineView {
    customerID: number | string;
    invoiceNumber: number | string;
    lineID: number | string;
    description: string;
    kind: string;
    amount: number;
    currency: string;
    featureID: number | string | null;
    usageRecordID: number | string | null;
    serviceID: number | string | null;
    serviceNumber: number | string | null;
    invoiceCategoryid: number | string | null;
    usageBatchID: number | string | null;
    usageRecordNumber: number | string | null;
    credited: number;
    disputed: number;
    remaining: number;
    disputable: boolean;
    whyNot: WhyNot | null;
  }

  /** An invoice as the staff sees it in a list. */
  interface InvoiceRow {
    customerID: number | string;
    invoiceNumber: number | string;
    currency: string;
    invoiceDate: string;
    dueDate: string;
    total: number;
    paid: number;
    credited: number;
    fees: number;
    /** Fees and interest of reminders. */
    reminderCharges: number;
    balance: number;
    disputedAmount: number;
    openDisputeID: string | null;
    /** The payment plan that it is in (CU-18). */
    planID: string | null;
    /** That it has a dispute in progress (CU-17). */
    notice: string | null;
    settledDate: string | null;
    /** The latest promise to pay on it (CO-21). */
    promise: OwnPromiseView | null;
    customerName: string;
    status: "draft" | "approved";
    billPeriodID: number | string | null;
    usageAlias: number | string | null;
    chargesTotal: number;
    /** What of it can still be disputed. */
    remaining: number;
    version: number;
  }

  /** An invoice as the staff sees it, with its lines and what was credited since. */
  interface InvoiceView {
    customerID: number | string;
    invoiceNumber: number | string;
    currency: string;
    invoiceDate: string;
    dueDate: string;
    total: number;
    paid: number;
    credited: number;
    fees: number;
    /** Fees and interest of reminders. */
    reminderCharges: number;
    balance: number;
    disputedAmount: number;
    openDisputeID: string | null;
    /** The payment plan that it is in (CU-18). */
    planID: string | null;
    /** That it has a dispute in progress (CU-17). */
    notice: string | null;
    settledDate: string | null;
    /** The latest promise to pay on it (CO-21). */
    promise: OwnPromiseView | null;
    customerName: string;
    status: "draft" | "approved";
    billPeriodID: number | string | null;
    usageAlias: number | string | null;
    chargesTotal: number;
    /** What of it can still be disputed. */
    remaining: number;
    version: number;
    lines: InvoiceLineView[];
    instalments: InstalmentView[];
    charges: OwedChargeView[];
    payments: ReceivedView[];
    adjustments: AdjustmentView[];
    general: GeneralView;
    actions: ChoiceView[];
    /** Whether there are more than its first 1,000. */
    hasMoreLines: boolean;
  }

  /** A block on one invoice. */
  interface ItemBlockView {
    reason: string;
    /** The last day; null for ever. */
    until: string | null;
    by: string;
    at: string;
    invoiceNumber: number | string;
  }

  /** The charges of an invoice, of which its balance holds those that are owed. */
  interface ItemChargesView {
    customerID: number | string;
    invoiceNumber: number | string;
    currency: string;
    charges: ChargeView[];
    /** What of them is not paid yet: payments pay the invoice itself first. */
    owed: number;
    balance: number;
    /** Of the customer's reminders. */
    version: number;
  }

  /** What a dry run answers in place of ItemChargesView. */
  interface ItemChargesViewForeseen {
    customerID: number | string;
    invoiceNumber: number | string;
    currency: string;
    charges: ChargeView[];
    /** What of them is not paid yet: payments pay the invoice itself first. */
    owed: number;
    balance: number;
    /** Of the customer's reminders. */
    version: number;
    dryRun: true;
  }

  /** The status that the items were given, as it was called then. */
  interface ItemStatusPart {
    statusID: number | string;
    label: string;
    category: "onGoing" | "promiseToPay" | "dispute" | "disputeResolved" | "litigation";
  }

  /** A status that open items can be given, inside its category (DM-02). */
  interface ItemStatusView {
    statusID: number | string;
    label: string;
    category: "onGoing" | "promiseToPay" | "dispute" | "disputeResolved" | "litigation";
    delayDays?: number;
    modelID?: number | string;
    active?: boolean;
  }

  /** An open item today: open = disputed + promised + held + asked + rest (CO-01). */
  interface ItemTodayView {
    invoiceNumber: number | string;
    currency: string;
    dueDate: string;
    open: number;
    disputed: number;
    promised: number;
    held: number;
    /** What the letter asks for. */
    asked: number;
    rest: number;
    /** What reminders put on it before (CO-39). */
    charges: ChargeView[];
    /** What the letter charges, on top of what is open (CO-39). */
    newCharges: number;
    /** Why it is asked for or left out, for programs (CO-36). */
    code: string;
    /** The same for people. */
    words: string;
    /** Up to which it was reminded, or comes to by this letter. */
    level: number;
    /** None before the first letter that names it. */
    levelLabel: string | null;
    /** The first day on which that can change by itself. */
    againOn: string | null;
  }

  /** A change of something that keeps a journal (X-05). */
  interface JournalEntryView {
    subject: string;
    sequence: number;
    at: string;
    by: Who;
    /** The file and line that it came from. */
    source: string | null;
    before: Record<string, unknown>;
    after: Record<string, unknown>;
    hash: string;
    previousHash: string;
  }

  /** A mail that came in, as it was written. */
  interface KeptMailView {
    mailID: string;
    from: string;
    name: string;
    subject: string;
    /** All that was written, quotes and signature too. */
    text: string;
    /** What became of it. */
    outcome: "said" | "unconfirmed" | "refused" | "automatic";
    at: string;
  }

  /** The letter that last told how disputes ended, or is on its way. */
  interface LastOutcomeView {
    on: string;
    said: string;
    /** What became of it; null while it is on its way. */
    mail: string | null;
    /** Whether it did not arrive, so that it can be told again. */
    isLost: boolean;
    /** Of which it tells. */
    disputes: ToldDisputeView[];
  }

  /** The letter that was sent last, or is on its way. */
  interface LastReminderView {
    on: string;
    label: string;
    items: string[];
    said: string;
    /** What became of it; null while it is on its way. */
    mail: string | null;
  }

  /** The latest making anew, where there ever was one. */
  interface LatestReindexView {
    latest: ReindexView | null;
  }

  /** Whether all wallets together come to nothing. */
  interface LedgerReport {
    checked: number;
    /** Whether all wallets were added up. */
    complete: boolean;
    value: SubjectFaults[];
    nextCursor: null;
  }

  /** An item that was not taken in, or stays, and why (CO-02, DM-11). */
  interface LeftOutView {
    invoiceNumber: number | string;
    code: string;
    rule: string | null;
    detail: string;
  }

  /** A mail exactly as it would be sent. */
  interface LetterView {
    to: string;
    from: string;
    replyTo: string;
    subject: string;
    text: string;
    html: string;
  }

  /** A level of a chain as the setting keeps it: a role, or people by id. */
  interface LevelRowView {
    name: string;
    role?: string;
    people?: string[];
    limit: Record<string, number>;
    answerWithinHours: number;
  }

  /** What can be attached. */
  interface LimitsView {
    maxBytes: number;
    types: FileType[];
    most: number;
    /** Whether each side attaches so many. */
    isMostPerSide: boolean;
  }

  /** A page of an invoice's lines as they were billed, in one revision of it (X-05). */
  interface LinesView {
    value: BilledLineView[];
    revision: string;
    nextCursor: string | null;
  }

  /** Why and since when no mail goes to an address (DM-03). */
  interface MailHeldBack {
    reason: string;
    since: string;
  }

  /** Who would be told what by mail. */
  interface MailPart {
    to: string;
    about: string;
  }

  /** A mail as it would be sent, but for the personal link in it (CO-07). */
  interface MailView {
    to: string;
    name: string;
    /** Why it goes to somebody in the place of the resolver (CO-17). */
    why: string | null;
    subject: string;
    text: string;
    /** Where it waits for the hours in which chases leave (CO-20). */
    leavesAt: string | null;
    /** Where no mail goes to the address, so that none leaves. */
    mailHeldBack: MailHeldBack | null;
  }

  /** Who is signed in, and whether it is on one laptop. */
  interface MeView {
    email: string;
    name: string;
    role: string;
    creditLimit: Record<string, number>;
    /** The customers that one sees; all where none is named. */
    limitTo: string[];
    /** Whom somebody from outside acts for. */
    partyID: number | string | null;
    absence: AbsenceView | null;
    isActive: boolean;
    /** Given beside those of the role. */
    rights: string[];
    invitedAt: string | null;
    /** Whether calendars may read the agenda (DM-07). */
    calendar: CalendarFeedView | null;
    /** Who is told of what one leaves unanswered; null for the company's. */
    managerID: string | null;
    /** By whose clock one is chased; null: the company's. */
    timeZone: string | null;
    /** Since when one signs in with a second factor; null for without. */
    secondFactorAt: string | null;
    version: number;
    userID: string;
    /** Where it was looked up; null where mail goes. */
    mailHeldBack?: MailHeldBack | null;
    permissions: string[];
    company: CompanyView;
    /** For people of a party: where its mail goes. */
    partyMail?: PartyMail | null;
    localMode: boolean;
  }

  /** What somebody said about a dispute on an invoice, and for the staff all else that happened; who it was is told the staff alone. */
  interface MessageView {
    words?: Words;
    text: string;
    sequence: number;
    type: string;
    at: string;
    side: string;
    attachment: AttachmentPart | null;
    by?: string;
    audience?: string;
  }

  /** What is to be done, as it was called then (DM-05). */
  interface ModelPart {
    modelID: number | string;
    label: string;
    toDo: string;
  }

  /** How many disputes wait for somebody. */
  interface MoverCount {
    count: number;
    /** Whether there are more than were counted. */
    more: boolean;
    waitingFor: string;
  }

  /** A transfer with the names of whom it is between. */
  interface NamedTransfer {
    transferID: string;
    at: string;
    from: string | null;
    to: string | null;
    bookingID: number | string | null;
    disputeID: string | null;
    requestID: string | null;
    reverses: string | null;
    reason: string | null;
    repeats: string | null;
    by: string;
    postings?: PostingView[];
    kind: "fundRequest" | "deposit" | "openingBalance" | "correction" | "decision" | "payout" | "payoutReturn" | "reversal";
    amount: number;
    currency: string;
    reference: string;
    fromName: string;
    toName: string;
  }

  /** What would become of a wallet, and whose it is. */
  interface NamedWalletChange {
    walletID: string;
    currency: string;
    balanceBefore: number;
    balanceAfter: number;
    name: string;
  }

  /** What a claim or an answer needs (CK-02). */
  interface NeedView {
    type: string;
    side: string;
    text: string;
    isRequired: boolean;
    isThere: boolean;
  }

  /** Somebody who would be let in, and has no id yet. */
  interface NewcomerPreview {
    email: string;
    name: string;
    role: string;
    creditLimit: Record<string, number>;
    /** The customers that one sees; all where none is named. */
    limitTo: string[];
    /** Whom somebody from outside acts for. */
    partyID: number | string | null;
    absence: AbsenceView | null;
    isActive: boolean;
    /** Given beside those of the role. */
    rights: string[];
    invitedAt: string | null;
    /** Whether calendars may read the agenda (DM-07). */
    calendar: CalendarFeedView | null;
    /** Who is told of what one leaves unanswered; null for the company's. */
    managerID: string | null;
    /** By whose clock one is chased; null: the company's. */
    timeZone: string | null;
    /** Since when one signs in with a second factor; null for without. */
    secondFactorAt: string | null;
    version: number;
    dryRun: true;
    userID: null;
  }

  /** What there is to say of a row, and where. */
  interface NoteView {
    line: number;
    column: string | null;
    code: string;
    detail: string;
  }

  /** How many notes on rows there are, by severity. */
  interface NotesPart {
    error: number;
    warning: number;
    leftOut: number;
  }

  /** Somebody who would get a letter. */
  interface NoticeView {
    to: string;
    userID: string;
    about: string;
    /** Whether no mail goes to the address that one has. */
    isHeldBack: boolean;
  }

  /** What a vendor says against a reason, and what became of that (PO-35). */
  interface ObjectionView {
    text: string;
    at: string;
    outcome: "upheld" | "granted" | null;
    decidedAt: string | null;
    answer: string | null;
  }

  /** An open item as the staff sees it. */
  interface OpenItemRow {
    customerID: number | string;
    invoiceNumber: number | string;
    currency: string;
    invoiceDate: string;
    dueDate: string;
    total: number;
    paid: number;
    credited: number;
    fees: number;
    /** Fees and interest of reminders. */
    reminderCharges: number;
    balance: number;
    disputedAmount: number;
    openDisputeID: string | null;
    /** The payment plan that it is in (CU-18). */
    planID: string | null;
    /** That it has a dispute in progress (CU-17). */
    notice: string | null;
    settledDate: string | null;
    /** The latest promise to pay on it (CO-21). */
    promise: OwnPromiseView | null;
    customerName: string;
    status: "draft" | "approved";
    billPeriodID: number | string | null;
    usageAlias: number | string | null;
    chargesTotal: number;
    /** What of it can still be disputed. */
    remaining: number;
    version: number;
    /** What the company owes customers; never set off. */
    credit: number;
    /** What of the balance is in dispute. */
    disputedOwed: number;
    /** What can be asked for while the rest is in dispute. */
    collectable: number;
    /** What of that is promised for a day that is not over. */
    promised: number;
    /** What is owed and neither in dispute nor promised: what is asked for (CO-48). */
    toPay: number;
    /** Of the oldest part that is owed. */
    daysLate: number;
    bucket: "notDue" | "1-30" | "31-60" | "61-90" | "90+";
    /** What of the balance is of the invoice itself, without charges. */
    billedOwed: number;
    instalments: AgedInstalmentView[];
    charges: AgedChargeView[];
    /** Whether a payment plan could be over it (CU-18). */
    canBePlanned: boolean;
  }

  /** A payout dispute as a command of the staff left it. */
  interface OrderDisputeMade {
    disputeID: string;
    kind: "order";
    subjectID: number | string;
    orderID: number | string;
    status: "closed" | "inProgress" | "open" | "resolved" | "withdrawn";
    /** How it stands, in words for who looks. */
    statusText: string;
    currency: string;
    claim: "notPaid" | "paidLess";
    claimText: string;
    claimedAmount: number;
    orderValue: number;
    disputeDate: string;
    lastModifiedDate: string;
    closeDate: string | null;
    messageCount: number;
    /** How much the own side has not read. */
    unread: number;
    /** Rises with the state; the ETag (X-07). */
    version: number;
    customerID: number | string;
    customer: string;
    vendorID: number | string;
    vendor: string;
    channel: "app" | "whatsApp" | "support";
    description: string;
    paidAmount: number;
    amounts: SharesView;
    isHighValue: boolean;
    raisedBy: string;
    assigneeID: string | null;
    assignee: string | null;
    /** Whose move it is (X-04). */
    waitingFor: string | null;
    waitingSince: string | null;
    dueAt: string | null;
    acknowledgeBy: string;
    settleBy: string;
    /** The most urgent first. */
    deadlines: DeadlineView[];
    /** The clock to the next escalation. */
    nextLookAt: string | null;
    /** What somebody was told of, by kind. */
    escalated: string[];
    /** Whose yes a decision waits for (PO-23). */
    missing: string[];
    /** Told where the dispute is shown. */
    record?: RecordView;
    /** How the customer wants to be reached. */
    contact: string | null;
    /** What the customer says by its claim to have got. */
    received: number;
    /** What the customer confirms to have got. */
    confirmed: number | null;
    receivedAt: string | null;
    closeAt: string | null;
    order: CaseOrder;
    standing: CaseStanding;
    asked: ContactView | null;
    attempts: AttemptView[];
    answer: AnswerView | null;
    lateEvidence: AnswerView[];
    evidence: EvidenceView[];
    needs: NeedView[];
    row: RowView;
    /** Where else the vendor's reference is carried. */
    uses: UseView[];
    decisions: DecisionView[];
    payouts: PayoutView[];
    escalations: OrderEscalation[];
    approval: RoundOfPayouts | null;
    actions: ChoiceView[];
    elapsed: ElapsedView[];
    /** The number of what was said in the thread. */
    sequence?: number;
  }

  /** What a command would do (X-03); of a decision all its effects. */
  interface OrderDisputePreview {
    dryRun: true;
    dispute: OrderDisputeView | CustomerDisputeView | VendorDisputeView;
    before: OrderStatus | null;
    after: OrderStatus;
    effects?: EffectsView;
    events: ChangeView[];
    mails: MailPart[];
  }

  /** A payout dispute as the staff sees it in a list. */
  interface OrderDisputeRow {
    disputeID: string;
    kind: "order";
    subjectID: number | string;
    orderID: number | string;
    status: "closed" | "inProgress" | "open" | "resolved" | "withdrawn";
    /** How it stands, in words for who looks. */
    statusText: string;
    currency: string;
    claim: "notPaid" | "paidLess";
    claimText: string;
    claimedAmount: number;
    orderValue: number;
    disputeDate: string;
    lastModifiedDate: string;
    closeDate: string | null;
    messageCount: number;
    /** How much the own side has not read. */
    unread: number;
    /** Rises with the state; the ETag (X-07). */
    version: number;
    customerID: number | string;
    customer: string;
    vendorID: number | string;
    vendor: string;
    channel: "app" | "whatsApp" | "support";
    description: string;
    paidAmount: number;
    amounts: SharesView;
    isHighValue: boolean;
    raisedBy: string;
    assigneeID: string | null;
    assignee: string | null;
    /** Whose move it is (X-04). */
    waitingFor: string | null;
    waitingSince: string | null;
    dueAt: string | null;
    acknowledgeBy: string;
    settleBy: string;
    /** The most urgent first. */
    deadlines: DeadlineView[];
    /** The clock to the next escalation. */
    nextLookAt: string | null;
    /** What somebody was told of, by kind. */
    escalated: string[];
    /** Whose yes a decision waits for (PO-23). */
    missing: string[];
  }

  /** A payout dispute as the staff sees it, with all that can be done (CK-03, X-02). */
  interface OrderDisputeView {
    disputeID: string;
    kind: "order";
    subjectID: number | string;
    orderID: number | string;
    status: "closed" | "inProgress" | "open" | "resolved" | "withdrawn";
    /** How it stands, in words for who looks. */
    statusText: string;
    currency: string;
    claim: "notPaid" | "paidLess";
    claimText: string;
    claimedAmount: number;
    orderValue: number;
    disputeDate: string;
    lastModifiedDate: string;
    closeDate: string | null;
    messageCount: number;
    /** How much the own side has not read. */
    unread: number;
    /** Rises with the state; the ETag (X-07). */
    version: number;
    customerID: number | string;
    customer: string;
    vendorID: number | string;
    vendor: string;
    channel: "app" | "whatsApp" | "support";
    description: string;
    paidAmount: number;
    amounts: SharesView;
    isHighValue: boolean;
    raisedBy: string;
    assigneeID: string | null;
    assignee: string | null;
    /** Whose move it is (X-04). */
    waitingFor: string | null;
    waitingSince: string | null;
    dueAt: string | null;
    acknowledgeBy: string;
    settleBy: string;
    /** The most urgent first. */
    deadlines: DeadlineView[];
    /** The clock to the next escalation. */
    nextLookAt: string | null;
    /** What somebody was told of, by kind. */
    escalated: string[];
    /** Whose yes a decision waits for (PO-23). */
    missing: string[];
    /** Told where the dispute is shown. */
    record?: RecordView;
    /** How the customer wants to be reached. */
    contact: string | null;
    /** What the customer says by its claim to have got. */
    received: number;
    /** What the customer confirms to have got. */
    confirmed: number | null;
    receivedAt: string | null;
    closeAt: string | null;
    order: CaseOrder;
    standing: CaseStanding;
    asked: ContactView | null;
    attempts: AttemptView[];
    answer: AnswerView | null;
    lateEvidence: AnswerView[];
    evidence: EvidenceView[];
    needs: NeedView[];
    row: RowView;
    /** Where else the vendor's reference is carried. */
    uses: UseView[];
    decisions: DecisionView[];
    payouts: PayoutView[];
    escalations: OrderEscalation[];
    approval: RoundOfPayouts | null;
    actions: ChoiceView[];
    elapsed: ElapsedView[];
  }

  /** That somebody was told that it does not go on (CK-11, CK-12). */
  interface OrderEscalation {
    kind: string;
    at: string;
    role: string;
    to: string | null;
  }

  /** An order as it was brought in. */
  interface OrderImported {
    orderID: number | string;
    status: "placed" | "assigned" | "completed" | "cancelled";
    /** The customer's name. */
    customer: string;
    vendorID: number | string;
    vendor: string;
    /** The price agreed at pickup, which is to be paid. */
    finalValue: number;
    /** The price before anybody saw the device. */
    offeredValue: number | null;
    currency: string;
    device: string;
    completedAt: string | null;
    /** When the vendor marked it as paid, which proves nothing. */
    paymentMarkedAt: string | null;
    /** The open dispute on it. */
    disputeID: string | null;
    /** What the vendor was proved to have paid. */
    provedAmount: number;
    /** What was paid out in disputes. */
    paidOutAmount: number;
    /** What is left to be paid. */
    restAmount: number;
    customerID: number | string;
    phone: string | null;
    notes: OrderNoteView[];
    version: number;
    outcome: "created" | "changed" | "unchanged";
  }

  /** What a dry run answers in place of OrderImported. */
  interface OrderImportedForeseen {
    orderID: number | string;
    status: "placed" | "assigned" | "completed" | "cancelled";
    /** The customer's name. */
    customer: string;
    vendorID: number | string;
    vendor: string;
    /** The price agreed at pickup, which is to be paid. */
    finalValue: number;
    /** The price before anybody saw the device. */
    offeredValue: number | null;
    currency: string;
    device: string;
    completedAt: string | null;
    /** When the vendor marked it as paid, which proves nothing. */
    paymentMarkedAt: string | null;
    /** The open dispute on it. */
    disputeID: string | null;
    /** What the vendor was proved to have paid. */
    provedAmount: number;
    /** What was paid out in disputes. */
    paidOutAmount: number;
    /** What is left to be paid. */
    restAmount: number;
    customerID: number | string;
    phone: string | null;
    notes: OrderNoteView[];
    version: number;
    outcome: "created" | "changed" | "unchanged";
    dryRun: true;
  }

  /** An event of the thread; who it was is told the staff alone. */
  interface OrderMessageView {
    words?: Words;
    text: string;
    sequence: number;
    type: string;
    at: string;
    side: string | null;
    amount: number | null;
    currency: string;
    /** What else the event tells who reads it. */
    told: Record<string, unknown>;
    attachment: AttachmentPart | null;
    by?: string;
    audience?: string;
  }

  /** What was noted of the order (CK-03). */
  interface OrderNote {
    noteID: number | string;
    kind: "pickupNote" | "conditionChange";
    text: string;
    at: string;
    isBeforeClaim: boolean;
  }

  /** What was noted at pickup, or found to be in another condition than offered. */
  interface OrderNoteView {
    noteID: number | string;
    kind: "pickupNote" | "conditionChange";
    text: string;
    at: string;
    /** When the product first knew of it (PO-18). */
    toldAt: string | null;
  }

  /** An order as the staff sees it. */
  interface OrderRow {
    orderID: number | string;
    status: "placed" | "assigned" | "completed" | "cancelled";
    /** The customer's name. */
    customer: string;
    vendorID: number | string;
    vendor: string;
    /** The price agreed at pickup, which is to be paid. */
    finalValue: number;
    /** The price before anybody saw the device. */
    offeredValue: number | null;
    currency: string;
    device: string;
    completedAt: string | null;
    /** When the vendor marked it as paid, which proves nothing. */
    paymentMarkedAt: string | null;
    /** The open dispute on it. */
    disputeID: string | null;
    /** What the vendor was proved to have paid. */
    provedAmount: number;
    /** What was paid out in disputes. */
    paidOutAmount: number;
    /** What is left to be paid. */
    restAmount: number;
    customerID: number | string;
    phone: string | null;
    notes: OrderNoteView[];
    version: number;
  }

  /** How a dispute stands. */
  interface OrderStatus {
    status: "closed" | "inProgress" | "open" | "resolved" | "withdrawn";
    waitingFor: string | null;
  }

  /** An order with its disputes, for the staff. */
  interface OrderView {
    orderID: number | string;
    status: "placed" | "assigned" | "completed" | "cancelled";
    /** The customer's name. */
    customer: string;
    vendorID: number | string;
    vendor: string;
    /** The price agreed at pickup, which is to be paid. */
    finalValue: number;
    /** The price before anybody saw the device. */
    offeredValue: number | null;
    currency: string;
    device: string;
    completedAt: string | null;
    /** When the vendor marked it as paid, which proves nothing. */
    paymentMarkedAt: string | null;
    /** The open dispute on it. */
    disputeID: string | null;
    /** What the vendor was proved to have paid. */
    provedAmount: number;
    /** What was paid out in disputes. */
    paidOutAmount: number;
    /** What is left to be paid. */
    restAmount: number;
    customerID: number | string;
    phone: string | null;
    notes: OrderNoteView[];
    version: number;
    endedDisputeIDs: string[];
    actions: ChoiceView[];
  }

  /** An import that was begun, and how its file is sent. */
  interface OrderedView {
    importID: string;
    kind: "invoices" | "customers" | "payments" | "operators" | "aggregators" | "bookings" | "vendors" | "orders" | "orderNotes" | "payoutResults" | "openingBalances";
    fileName: string;
    size: number;
    status: "waiting" | "reading" | "previewed" | "applying" | "done" | "failed";
    /** Why it failed. */
    detail: string | null;
    asOf: string;
    currency: string;
    linePerRow: boolean;
    notes: NotesPart;
    rows: number | null;
    processed: number;
    counts: CountsView;
    summary: ImportSummary | null;
    startedBy: Who;
    startedAt: string;
    appliedBy: Who | null;
    finishedAt: string | null;
    version: number;
    mapping: Record<string, SourceView>;
    /** As it was told. */
    form: FormView;
    /** As it was found out. */
    found: FormView | null;
    encodingIsGuessed: boolean;
    sheets: string[];
    columns: string[];
    survey: ColumnView[];
    guess: GuessView;
    examples: ExamplesView[];
    errors: NoteView[];
    warnings: NoteView[];
    leftOut: NoteView[];
    upload: UploadView;
  }

  /** What orders and vendors are understood to be in where they do not say (X-12). */
  interface OrdersRowView {
    currency: string;
    /** The country of phone numbers that name none. */
    phoneRegion: string;
  }

  /** A row that one can decide by instead, where one may (CK-09). */
  interface OtherRow {
    rowID: string;
    label: string;
  }

  /** What is told, and the letter as it would be sent, or is. */
  interface OutcomeLetterView {
    customerID: number | string;
    name: string;
    /** Null where nothing is open. */
    payBy: string | null;
    value: EndedView[];
    /** Those invoices of which nothing is sent by itself (CO-44). */
    inLitigation: (number | string)[];
    letter: ReminderView;
    version: number;
  }

  /** What a dry run answers in place of OutcomeLetterView. */
  interface OutcomeLetterViewForeseen {
    customerID: number | string;
    name: string;
    /** Null where nothing is open. */
    payBy: string | null;
    value: EndedView[];
    /** Those invoices of which nothing is sent by itself (CO-44). */
    inLitigation: (number | string)[];
    letter: ReminderView;
    version: number;
    dryRun: true;
  }

  /** How an approval came out, as far as that is known. */
  interface OutcomeView {
    status: string;
    by: string | null;
    at: string | null;
    comment: string | null;
  }

  /** What has overtaken a letter since it was put to print (CO-28). */
  interface OvertakingView {
    /** For programs. */
    code: string;
    /** The same for people. */
    words: string;
    /** Null where it is of the whole letter. */
    invoiceNumber: number | string | null;
  }

  /** A fee or interest that a reminder put on an invoice, and what of it is owed since the day of the letter (CO-39). */
  interface OwedChargeView {
    chargeID: string;
    kind: "fee" | "interest";
    dueDate: string;
    amount: number;
    outstanding: number;
    disputedOwed: number;
  }

  /** What the company owes the customer on the invoice (CU-11). */
  interface OwedView {
    now: number;
    /** Once all is credited that is approved or asked for. */
    asDecided: number;
    /** Where all that is disputed is credited. */
    atMost: number;
  }

  /** A credit, adjustment, reversal or fee as the customer sees it. */
  interface OwnAdjustmentView {
    adjustmentID: string;
    kind: string;
    amount: number;
    disputeID: string;
    lineID: number | string;
    at: string;
  }

  /** What a customer can do about a dispute: say something, attach a file, or why not. */
  interface OwnChoice {
    name: "message" | "attach";
    allowed: boolean;
    reason: string | null;
  }

  /** A customer's own record, with what it owes and disputes. */
  interface OwnCustomerView {
    customerID: number | string;
    name: string;
    accountNumber: number | string;
    currency: string;
    deliveryMethod: "Post" | "Email" | "Email and Post" | "Do Not Send";
    amounts: SumsView[];
    openDisputes: number;
    /** Whether all that there is was counted (CU-02). */
    complete: boolean;
  }

  /** A disputed line as the customer sees it. */
  interface OwnDisputeLineView {
    status: "inReview" | "credited" | "partlyCredited" | "declined" | "withdrawn" | "settled";
    statusText: "In review" | "Credited in full" | "Credited in part" | "Closed without a credit" | "Withdrawn" | "Settled";
    creditedAmount: number;
    remainingAmount: number;
    withdrawnAmount: number;
    declinedAmount: number;
    amounts: OwnSharesView;
    lineID: number | string;
    description: string;
    charge: number;
    disputedAmount: number;
  }

  /** A dispute on an invoice as its customer sees it in a list. */
  interface OwnDisputeRow {
    status: "inReview" | "credited" | "partlyCredited" | "declined" | "withdrawn" | "settled";
    statusText: "In review" | "Credited in full" | "Credited in part" | "Closed without a credit" | "Withdrawn" | "Settled";
    creditedAmount: number;
    remainingAmount: number;
    withdrawnAmount: number;
    declinedAmount: number;
    amounts: OwnSharesView;
    disputeID: string;
    customerID: number | string;
    invoiceNumber: number | string;
    description: string;
    disputeDate: string;
    closeDate: string | null;
    currency: string;
    amount: number;
    messageCount: number;
    unread: number;
  }

  /** A dispute on an invoice as its customer sees it. */
  interface OwnDisputeView {
    status: "inReview" | "credited" | "partlyCredited" | "declined" | "withdrawn" | "settled";
    statusText: "In review" | "Credited in full" | "Credited in part" | "Closed without a credit" | "Withdrawn" | "Settled";
    creditedAmount: number;
    remainingAmount: number;
    withdrawnAmount: number;
    declinedAmount: number;
    amounts: OwnSharesView;
    disputeID: string;
    customerID: number | string;
    invoiceNumber: number | string;
    description: string;
    disputeDate: string;
    closeDate: string | null;
    currency: string;
    amount: number;
    messageCount: number;
    unread: number;
    lines: OwnDisputeLineView[];
    actions: OwnChoice[];
  }

  /** An event that the customer is told of, numbered among those. */
  interface OwnEventView {
    words?: Words;
    text: string;
    sequence: number;
    type: string;
    at: string;
    amount: number;
    currency: string;
  }

  /** A line of an invoice as its customer sees it. */
  interface OwnInvoiceLineView {
    lineID: number | string;
    description: string;
    kind: string;
    amount: number;
    credited: number;
    disputed: number;
  }

  /** An invoice, as its customer sees it too. */
  interface OwnInvoiceRow {
    customerID: number | string;
    invoiceNumber: number | string;
    currency: string;
    invoiceDate: string;
    dueDate: string;
    total: number;
    paid: number;
    credited: number;
    fees: number;
    /** Fees and interest of reminders. */
    reminderCharges: number;
    balance: number;
    disputedAmount: number;
    openDisputeID: string | null;
    /** The payment plan that it is in (CU-18). */
    planID: string | null;
    /** That it has a dispute in progress (CU-17). */
    notice: string | null;
    settledDate: string | null;
    /** The latest promise to pay on it (CO-21). */
    promise: OwnPromiseView | null;
  }

  /** An invoice as its customer sees it. */
  interface OwnInvoiceView {
    customerID: number | string;
    invoiceNumber: number | string;
    currency: string;
    invoiceDate: string;
    dueDate: string;
    total: number;
    paid: number;
    credited: number;
    fees: number;
    /** Fees and interest of reminders. */
    reminderCharges: number;
    balance: number;
    disputedAmount: number;
    openDisputeID: string | null;
    /** The payment plan that it is in (CU-18). */
    planID: string | null;
    /** That it has a dispute in progress (CU-17). */
    notice: string | null;
    settledDate: string | null;
    /** The latest promise to pay on it (CO-21). */
    promise: OwnPromiseView | null;
    lines: OwnInvoiceLineView[];
    instalments: InstalmentView[];
    charges: OwedChargeView[];
    payments: PaymentView[];
    adjustments: OwnAdjustmentView[];
    hasMoreLines: boolean;
  }

  /** An open item as its customer sees it. */
  interface OwnOpenItemRow {
    customerID: number | string;
    invoiceNumber: number | string;
    currency: string;
    invoiceDate: string;
    dueDate: string;
    total: number;
    paid: number;
    credited: number;
    fees: number;
    /** Fees and interest of reminders. */
    reminderCharges: number;
    balance: number;
    disputedAmount: number;
    openDisputeID: string | null;
    /** The payment plan that it is in (CU-18). */
    planID: string | null;
    /** That it has a dispute in progress (CU-17). */
    notice: string | null;
    settledDate: string | null;
    /** The latest promise to pay on it (CO-21). */
    promise: OwnPromiseView | null;
    /** What the company owes customers; never set off. */
    credit: number;
    /** What of the balance is in dispute. */
    disputedOwed: number;
    /** What can be asked for while the rest is in dispute. */
    collectable: number;
    /** What of that is promised for a day that is not over. */
    promised: number;
    /** What is owed and neither in dispute nor promised: what is asked for (CO-48). */
    toPay: number;
    /** Of the oldest part that is owed. */
    daysLate: number;
    bucket: "notDue" | "1-30" | "31-60" | "61-90" | "90+";
    /** What of the balance is of the invoice itself, without charges. */
    billedOwed: number;
    instalments: AgedInstalmentView[];
    charges: AgedChargeView[];
  }

  /** A payment as its customer sees it: allocated, unallocated and taken back come to it. */
  interface OwnPaymentRow {
    customerID: number | string;
    paymentID: number | string;
    valueDate: string;
    currency: string;
    amount: number;
    /** Where it goes; once it was taken back, where it went. */
    allocations: AllocationView[];
    allocatedAmount: number;
    /** What of it is for no invoice yet. */
    unallocatedAmount: number;
    /** All of it, once it was taken back. */
    takenBackAmount: number;
    reference: string | null;
    reversedOn: string | null;
  }

  /** A payout as its customer sees it. */
  interface OwnPayout {
    amount: number;
    status: "instructed" | "sent" | "confirmed" | "returned" | "cancelled";
    at: string;
  }

  /** The latest promise on an invoice, with those before it, as the customer sees it. */
  interface OwnPromiseRow {
    /** Its place among those of the invoice. */
    number: number;
    status: "broken" | "kept" | "open" | "partlyKept" | "replaced" | "withdrawn";
    /** As it was given. */
    promised: number;
    /** What of it still stands: a dispute lowers it, and breaks it not (CO-26). */
    amount: number;
    /** What of payments keeps it. */
    paid: number;
    /** The day that was named. */
    date: string;
    /** That day, or the next business day (CO-22). */
    dueDate: string;
    /** The last value date that keeps it. */
    until: string;
    madeAt: string;
    customerID: number | string;
    invoiceNumber: number | string;
    currency: string;
    earlier: OwnPromiseView[];
  }

  /** A promise to pay as its customer sees it. */
  interface OwnPromiseView {
    /** Its place among those of the invoice. */
    number: number;
    status: "broken" | "kept" | "open" | "partlyKept" | "replaced" | "withdrawn";
    /** As it was given. */
    promised: number;
    /** What of it still stands: a dispute lowers it, and breaks it not (CO-26). */
    amount: number;
    /** What of payments keeps it. */
    paid: number;
    /** The day that was named. */
    date: string;
    /** That day, or the next business day (CO-22). */
    dueDate: string;
    /** The last value date that keeps it. */
    until: string;
    madeAt: string;
  }

  /** What came of promising, an invoice a row, with when it is due and why, as the customer sees it. */
  interface OwnPromised {
    words?: Words;
    text: string;
    value: OwnPromiseRow[];
  }

  /** What a dry run answers in place of OwnPromised. */
  interface OwnPromisedForeseen {
    words?: Words;
    text: string;
    value: OwnPromiseRow[];
    dryRun: true;
  }

  /** A dispute as its customer sees it, with what was said by its number in the thread. */
  interface OwnSaid {
    status: "inReview" | "credited" | "partlyCredited" | "declined" | "withdrawn" | "settled";
    statusText: "In review" | "Credited in full" | "Credited in part" | "Closed without a credit" | "Withdrawn" | "Settled";
    creditedAmount: number;
    remainingAmount: number;
    withdrawnAmount: number;
    declinedAmount: number;
    amounts: OwnSharesView;
    disputeID: string;
    customerID: number | string;
    invoiceNumber: number | string;
    description: string;
    disputeDate: string;
    closeDate: string | null;
    currency: string;
    amount: number;
    messageCount: number;
    unread: number;
    sequence: number;
  }

  /** What became of disputed money; what is weighed inside is undecided (X-06, CU-23). */
  interface OwnSharesView {
    credited: number;
    withdrawn: number;
    declined: number;
    undecided: number;
  }

  /** Why a vendor stands as it does, in words for it (PO-35). */
  interface OwnStandingReasonView {
    reasonID: string;
    /** `active` is a flag, and takes nothing away. */
    level: "active" | "reduced" | "hold" | "deactivated";
    text: string;
    since: string;
    /** When it ends by itself. */
    until: string | null;
    disputeID: string | null;
    maxLeads: number | null;
    liftedAt: string | null;
    objection: ObjectionView | null;
    actions: ChoiceView[];
  }

  /** How a vendor stands and why, for itself (PO-35). */
  interface OwnStandingView {
    /** The worst of the reasons that hold. */
    level: "active" | "reduced" | "hold" | "deactivated";
    /** How many leads it may have now. */
    leads: number;
    isFlagged: boolean;
    /** Of fines that its wallet could not bear (PO-29). */
    owedAmount: number;
    vendorID: number | string;
    vendor: string;
    currency: string;
    /** When the next reason ends by itself. */
    nextEndAt: string | null;
    /** Rises with each change; a message about one tells it. */
    version: number;
    reasons: OwnStandingReasonView[];
    history: OwnStandingReasonView[];
  }

  /** What a dry run answers in place of OwnStandingView. */
  interface OwnStandingViewForeseen {
    /** The worst of the reasons that hold. */
    level: "active" | "reduced" | "hold" | "deactivated";
    /** How many leads it may have now. */
    leads: number;
    isFlagged: boolean;
    /** Of fines that its wallet could not bear (PO-29). */
    owedAmount: number;
    vendorID: number | string;
    vendor: string;
    currency: string;
    /** When the next reason ends by itself. */
    nextEndAt: string | null;
    /** Rises with each change; a message about one tells it. */
    version: number;
    reasons: OwnStandingReasonView[];
    history: OwnStandingReasonView[];
    dryRun: true;
  }

  /** A customer's open items as it sees them (CU-02). */
  interface OwnStatementView {
    /** The day in the customer's time zone. */
    asOf: string;
    /** Whether there are items that are not listed. */
    more: boolean;
    totals: StatementTotal[];
    /** Whether all that there is was counted (CU-02). */
    complete: boolean;
    value: OwnOpenItemRow[];
    unallocated: OwnPaymentRow[];
    customer: CustomerPart;
  }

  /** A ticket in a list, as whose question it is sees it. */
  interface OwnTicketRow {
    ticketID: string;
    subject: string;
    state: "open" | "answered" | "closed" | "disputed";
    raisedAt: string;
    changedAt: string;
    /** Who raised it: a party's role, or `staff`. */
    raisedSide: string;
    /** Who spoke last. */
    saidSide: string;
    /** The dispute that it became, or is linked to. */
    disputeID: string | null;
    fileCount: number;
  }

  /** A ticket by itself, with what can be done, as whose question it is sees it (X-02). */
  interface OwnTicketView {
    ticketID: string;
    subject: string;
    state: "open" | "answered" | "closed" | "disputed";
    raisedAt: string;
    changedAt: string;
    /** Who raised it: a party's role, or `staff`. */
    raisedSide: string;
    /** Who spoke last. */
    saidSide: string;
    /** The dispute that it became, or is linked to. */
    disputeID: string | null;
    fileCount: number;
    actions: ChoiceView[];
  }

  /** What a dry run answers in place of OwnTicketView. */
  interface OwnTicketViewForeseen {
    ticketID: string;
    subject: string;
    state: "open" | "answered" | "closed" | "disputed";
    raisedAt: string;
    changedAt: string;
    /** Who raised it: a party's role, or `staff`. */
    raisedSide: string;
    /** Who spoke last. */
    saidSide: string;
    /** The dispute that it became, or is linked to. */
    disputeID: string | null;
    fileCount: number;
    actions: ChoiceView[];
    dryRun: true;
  }

  /** Which letter of several this is, which ask together for all that is asked for. */
  interface PartView {
    number: number;
    /** As many as there are by what is known. */
    of: number;
  }

  /** An operator or aggregator as it was brought in. */
  interface PartyImported {
    /** Of an operator. */
    operatorID?: number | string;
    /** Of an aggregator. */
    aggregatorID?: number | string;
    name: string;
    currency: string;
    /** How an aggregator pays. */
    settlement?: "wallet" | "invoice";
    email: string | null;
    /** In which letters to it are worded. */
    language: string | null;
    version: number;
    /** Where it was looked up; null where mail goes. */
    mailHeldBack?: MailHeldBack | null;
    outcome: "created" | "changed" | "unchanged";
  }

  /** What a dry run answers in place of PartyImported. */
  interface PartyImportedForeseen {
    /** Of an operator. */
    operatorID?: number | string;
    /** Of an aggregator. */
    aggregatorID?: number | string;
    name: string;
    currency: string;
    /** How an aggregator pays. */
    settlement?: "wallet" | "invoice";
    email: string | null;
    /** In which letters to it are worded. */
    language: string | null;
    version: number;
    /** Where it was looked up; null where mail goes. */
    mailHeldBack?: MailHeldBack | null;
    outcome: "created" | "changed" | "unchanged";
    dryRun: true;
  }

  /** The address that mail to a party goes to, and whether it does. */
  interface PartyMail {
    email: string;
    mailHeldBack: MailHeldBack | null;
  }

  /** An operator or aggregator as the staff sees it. */
  interface PartyRow {
    /** Of an operator. */
    operatorID?: number | string;
    /** Of an aggregator. */
    aggregatorID?: number | string;
    name: string;
    currency: string;
    /** How an aggregator pays. */
    settlement?: "wallet" | "invoice";
    email: string | null;
    /** In which letters to it are worded. */
    language: string | null;
    version: number;
    /** Where it was looked up; null where mail goes. */
    mailHeldBack?: MailHeldBack | null;
  }

  /** That another password holds. */
  interface PasswordSet {
    status: "changed";
  }

  /** Where a customer is paid. */
  interface PayeeView {
    customerID: number | string;
    accounts: AccountView[];
    /** The account that money is sent to. */
    usedAccountID: string | null;
    /** Too many payouts came back; Finance has to look first. */
    isStopped: boolean;
    returns: ReturnView[];
    actions: ChoiceView[];
    version: number;
  }

  /** What a dry run answers in place of PayeeView. */
  interface PayeeViewForeseen {
    customerID: number | string;
    accounts: AccountView[];
    /** The account that money is sent to. */
    usedAccountID: string | null;
    /** Too many payouts came back; Finance has to look first. */
    isStopped: boolean;
    returns: ReturnView[];
    actions: ChoiceView[];
    version: number;
    dryRun: true;
  }

  /** A payment as it was recorded or taken back. */
  interface PaymentImported {
    customerID: number | string;
    paymentID: number | string;
    valueDate: string;
    currency: string;
    amount: number;
    /** Where it goes; once it was taken back, where it went. */
    allocations: AllocationView[];
    allocatedAmount: number;
    /** What of it is for no invoice yet. */
    unallocatedAmount: number;
    /** All of it, once it was taken back. */
    takenBackAmount: number;
    reference: string | null;
    reversedOn: string | null;
    /** When it became known here. */
    recordedAt: string;
    reversal: ReversalView | null;
    version: number;
    outcome: "created" | "changed" | "unchanged";
  }

  /** What a dry run answers in place of PaymentImported. */
  interface PaymentImportedForeseen {
    customerID: number | string;
    paymentID: number | string;
    valueDate: string;
    currency: string;
    amount: number;
    /** Where it goes; once it was taken back, where it went. */
    allocations: AllocationView[];
    allocatedAmount: number;
    /** What of it is for no invoice yet. */
    unallocatedAmount: number;
    /** All of it, once it was taken back. */
    takenBackAmount: number;
    reference: string | null;
    reversedOn: string | null;
    /** When it became known here. */
    recordedAt: string;
    reversal: ReversalView | null;
    version: number;
    outcome: "created" | "changed" | "unchanged";
    dryRun: true;
  }

  /** A payment as the staff sees it. */
  interface PaymentRow {
    customerID: number | string;
    paymentID: number | string;
    valueDate: string;
    currency: string;
    amount: number;
    /** Where it goes; once it was taken back, where it went. */
    allocations: AllocationView[];
    allocatedAmount: number;
    /** What of it is for no invoice yet. */
    unallocatedAmount: number;
    /** All of it, once it was taken back. */
    takenBackAmount: number;
    reference: string | null;
    reversedOn: string | null;
    /** When it became known here. */
    recordedAt: string;
    reversal: ReversalView | null;
    version: number;
  }

  /** Money that came in for an invoice. */
  interface PaymentView {
    paymentID: number | string;
    date: string;
    amount: number;
  }

  /** The account that payouts leave, for a file as ISO 20022 has it (PO-25). */
  interface PayoutBankView {
    holder: string;
    accountKind: "iban" | "india";
    accountNumber: string;
    bic?: string;
  }

  /** A payout in Finance's lists (PO-25). */
  interface PayoutRow {
    /** By which the bank was told of it, until it says something; the latest last. */
    files: TellingView[];
    unsent: UnsentView | null;
    /** The number of where it goes, or went, shortened. */
    account: string | null;
    /** Named when it is sent, so that it goes nowhere else. */
    accountID: string | null;
    actions: ChoiceView[];
    payoutID: string;
    disputeID: string;
    orderID: number | string;
    customerID: number | string;
    customer: string;
    amount: number;
    currency: string;
    status: "instructed" | "sent" | "confirmed" | "returned" | "cancelled";
    since: string;
    taskAt: string | null;
    reference: string | null;
    returnCode: string | null;
  }

  /** Money that the platform pays to the customer (PO-25). */
  interface PayoutView {
    /** By which the bank was told of it, until it says something; the latest last. */
    files: TellingView[];
    unsent: UnsentView | null;
    /** The number of where it goes, or went, shortened. */
    account: string | null;
    /** Named when it is sent, so that it goes nowhere else. */
    accountID: string | null;
    actions: ChoiceView[];
    payoutID: string;
    decisionID: string;
    amount: number;
    status: "instructed" | "sent" | "confirmed" | "returned" | "cancelled";
    instructedAt: string;
    sentAt: string | null;
    /** When it is a task that it is not confirmed. */
    taskAt: string | null;
    confirmedAt: string | null;
    returnedAt: string | null;
    reference: string | null;
    returnCode: string | null;
    isClaimedBack: boolean;
  }

  /** Somebody who asks or is asked, and whom that one stands in for. */
  interface PersonPart {
    userID: string;
    name: string;
    insteadOf: string | null;
  }

  /** A person as administrators and the person see them. */
  interface PersonView {
    email: string;
    name: string;
    role: string;
    creditLimit: Record<string, number>;
    /** The customers that one sees; all where none is named. */
    limitTo: string[];
    /** Whom somebody from outside acts for. */
    partyID: number | string | null;
    absence: AbsenceView | null;
    isActive: boolean;
    /** Given beside those of the role. */
    rights: string[];
    invitedAt: string | null;
    /** Whether calendars may read the agenda (DM-07). */
    calendar: CalendarFeedView | null;
    /** Who is told of what one leaves unanswered; null for the company's. */
    managerID: string | null;
    /** By whose clock one is chased; null: the company's. */
    timeZone: string | null;
    /** Since when one signs in with a second factor; null for without. */
    secondFactorAt: string | null;
    version: number;
    userID: string;
    /** Where it was looked up; null where mail goes. */
    mailHeldBack?: MailHeldBack | null;
  }

  /** What a dry run answers in place of PersonView. */
  interface PersonViewForeseen {
    email: string;
    name: string;
    role: string;
    creditLimit: Record<string, number>;
    /** The customers that one sees; all where none is named. */
    limitTo: string[];
    /** Whom somebody from outside acts for. */
    partyID: number | string | null;
    absence: AbsenceView | null;
    isActive: boolean;
    /** Given beside those of the role. */
    rights: string[];
    invitedAt: string | null;
    /** Whether calendars may read the agenda (DM-07). */
    calendar: CalendarFeedView | null;
    /** Who is told of what one leaves unanswered; null for the company's. */
    managerID: string | null;
    /** By whose clock one is chased; null: the company's. */
    timeZone: string | null;
    /** Since when one signs in with a second factor; null for without. */
    secondFactorAt: string | null;
    version: number;
    userID: string;
    /** Where it was looked up; null where mail goes. */
    mailHeldBack?: MailHeldBack | null;
    dryRun: true;
  }

  /** An instalment as it stands: agreed = credited + paid + held + asked. */
  interface PlanInstalmentView {
    due: string;
    agreed: number;
    /** Credits shrink the last ones first (CO-45). */
    credited: number;
    paid: number;
    /** In dispute, and not asked for meanwhile. */
    held: number;
    asked: number;
    standing: "settled" | "held" | "missed" | "due" | "later";
  }

  /** A payment plan with its instalments; by whom and which version is told to the staff. */
  interface PlanView {
    planID: string;
    customerID: number | string;
    currency: string;
    state: "active" | "broken" | "paid" | "ended";
    endedOn: string | null;
    agreedAt: string;
    invoiceNumbers: (number | string)[];
    total: number;
    /** Due by today; of a plan that is over, all of the rest. */
    askedNow: number;
    instalments: PlanInstalmentView[];
    graceDays: number;
    /** Whether a missed instalment makes all of the rest due; if not, reminders ask for what is missed alone. */
    breaks: boolean;
    agreedBy?: string;
    version?: number;
  }

  /** What a dry run answers in place of PlanView. */
  interface PlanViewForeseen {
    planID: string;
    customerID: number | string;
    currency: string;
    state: "active" | "broken" | "paid" | "ended";
    endedOn: string | null;
    agreedAt: string;
    invoiceNumbers: (number | string)[];
    total: number;
    /** Due by today; of a plan that is over, all of the rest. */
    askedNow: number;
    instalments: PlanInstalmentView[];
    graceDays: number;
    /** Whether a missed instalment makes all of the rest due; if not, reminders ask for what is missed alone. */
    breaks: boolean;
    agreedBy?: string;
    version?: number;
    dryRun: true;
  }

  /** What a transfer does in one wallet. */
  interface PostingView {
    walletID: string;
    amount: number;
  }

  /** Somebody who has the dispute open; who it is is told the staff alone (IG-04). */
  interface PresenceView {
    role: string;
    side: string;
    at: string;
    userID?: string;
    name?: string;
  }

  /** Who else has the dispute open. */
  interface PresentView {
    value: PresenceView[];
    nextCursor: null;
    /** How often to say that one is still there. */
    beatSeconds: number;
  }

  /** How the columns of a kind of file are read. */
  interface PresetView {
    presetID: number | string;
    name: string;
    kind: string;
    mapping: Record<string, SourceView>;
    currency?: string;
    linePerRow?: boolean;
    form?: FormView;
  }

  /** A letter that was put to print. */
  interface PrintedLetterView {
    number: number;
    /** What it is called on paper, and where it is chosen. */
    name: string;
    label: string;
    at: string;
    by: string;
  }

  interface Problem {
    type: string;
    title: string;
    detail: string;
    code: string;
    rule?: string;
    requestID?: string;
    status: number;
    /** The detail as data where amounts, days or moments stand in it: a template, and what stands in it by name. */
    words?: { text?: string; values?: Record<string, unknown> };
  }

  /** An invoice of such a link, as it stands now. */
  interface PromiseAskedItem {
    invoiceNumber: number | string;
    currency: string;
    dueDate: string;
    /** What is owed, undisputed and in no payment plan. */
    promisable: number;
    promise: OwnPromiseView | null;
  }

  /** What a link asks a customer to promise. */
  interface PromiseAskedView {
    customerName: string;
    /** In the customer's time zone. */
    today: string;
    /** The latest day that can be promised. */
    latest: string;
    value: PromiseAskedItem[];
  }

  /** A link by which a customer promises to pay some invoices, without an account. */
  interface PromiseLinkView {
    url: string;
    expiresAt: string;
  }

  /** The mail exactly as it is sent, but for the link in it (CO-07). */
  interface PromiseMailView {
    to: string;
    subject: string;
    text: string;
    /** That of the customer. */
    language: string | null;
    /** Said where the mail is not worded in that language (CO-41). */
    fallback: string | null;
  }

  /** What a customer was last asked by mail to promise; all null where it never was. */
  interface PromiseRequestView {
    customerID: number | string;
    invoiceNumbers: (number | string)[];
    askedAt: string | null;
    askedBy: string | null;
    to: string | null;
    /** What became of the mail; null while it is on its way. */
    outcome: string | null;
    version: number;
  }

  /** What a customer is asked by mail to promise. */
  interface PromiseRequestedView {
    customerID: number | string;
    /** Those that something can be promised of. */
    invoiceNumbers: (number | string)[];
    /** Those of them of which nothing is sent by itself (CO-44). */
    inLitigation: (number | string)[];
    mail: PromiseMailView;
    /** Within the sending hours of reminders (CO-20). */
    leavesAt: string;
    /** Whether it waits for these. */
    isLater: boolean;
    version: number;
  }

  /** What a dry run answers in place of PromiseRequestedView. */
  interface PromiseRequestedViewForeseen {
    customerID: number | string;
    /** Those that something can be promised of. */
    invoiceNumbers: (number | string)[];
    /** Those of them of which nothing is sent by itself (CO-44). */
    inLitigation: (number | string)[];
    mail: PromiseMailView;
    /** Within the sending hours of reminders (CO-20). */
    leavesAt: string;
    /** Whether it waits for these. */
    isLater: boolean;
    version: number;
    dryRun: true;
  }

  /** The latest promise on an invoice, with those before it, as the staff sees it. */
  interface PromiseRow {
    /** Its place among those of the invoice. */
    number: number;
    status: "broken" | "kept" | "open" | "partlyKept" | "replaced" | "withdrawn";
    /** As it was given. */
    promised: number;
    /** What of it still stands: a dispute lowers it, and breaks it not (CO-26). */
    amount: number;
    /** What of payments keeps it. */
    paid: number;
    /** The day that was named. */
    date: string;
    /** That day, or the next business day (CO-22). */
    dueDate: string;
    /** The last value date that keeps it. */
    until: string;
    madeAt: string;
    madeBy: string;
    source: "staff" | "customer";
    comment: string | null;
    /** Why it was withdrawn. */
    reason: string | null;
    /** When it came to its state. */
    judgedAt: string | null;
    /** Since when, until `judgedAt`, it was held to be broken, where a payment that was recorded late kept it: reminders of that time went in spite of it (CO-24). */
    brokenFrom: string | null;
    customerID: number | string;
    invoiceNumber: number | string;
    currency: string;
    /** The latest first. */
    earlier: PromiseView[];
  }

  /** What a dry run answers in place of PromiseRow. */
  interface PromiseRowForeseen {
    /** Its place among those of the invoice. */
    number: number;
    status: "broken" | "kept" | "open" | "partlyKept" | "replaced" | "withdrawn";
    /** As it was given. */
    promised: number;
    /** What of it still stands: a dispute lowers it, and breaks it not (CO-26). */
    amount: number;
    /** What of payments keeps it. */
    paid: number;
    /** The day that was named. */
    date: string;
    /** That day, or the next business day (CO-22). */
    dueDate: string;
    /** The last value date that keeps it. */
    until: string;
    madeAt: string;
    madeBy: string;
    source: "staff" | "customer";
    comment: string | null;
    /** Why it was withdrawn. */
    reason: string | null;
    /** When it came to its state. */
    judgedAt: string | null;
    /** Since when, until `judgedAt`, it was held to be broken, where a payment that was recorded late kept it: reminders of that time went in spite of it (CO-24). */
    brokenFrom: string | null;
    customerID: number | string;
    invoiceNumber: number | string;
    currency: string;
    /** The latest first. */
    earlier: PromiseView[];
    dryRun: true;
  }

  /** A promise to pay as the staff sees it. */
  interface PromiseView {
    /** Its place among those of the invoice. */
    number: number;
    status: "broken" | "kept" | "open" | "partlyKept" | "replaced" | "withdrawn";
    /** As it was given. */
    promised: number;
    /** What of it still stands: a dispute lowers it, and breaks it not (CO-26). */
    amount: number;
    /** What of payments keeps it. */
    paid: number;
    /** The day that was named. */
    date: string;
    /** That day, or the next business day (CO-22). */
    dueDate: string;
    /** The last value date that keeps it. */
    until: string;
    madeAt: string;
    madeBy: string;
    source: "staff" | "customer";
    comment: string | null;
    /** Why it was withdrawn. */
    reason: string | null;
    /** When it came to its state. */
    judgedAt: string | null;
    /** Since when, until `judgedAt`, it was held to be broken, where a payment that was recorded late kept it: reminders of that time went in spite of it (CO-24). */
    brokenFrom: string | null;
  }

  /** What came of promising, an invoice a row, with when it is due and why. */
  interface Promised {
    words?: Words;
    text: string;
    value: PromiseRow[];
  }

  /** What a dry run answers in place of Promised. */
  interface PromisedForeseen {
    words?: Words;
    text: string;
    value: PromiseRow[];
    dryRun: true;
  }

  /** How far ahead is promised, and how strictly it is judged; what is not named is as unset. */
  interface PromisesRowView {
    toleranceDays?: number;
    maxDays?: number;
  }

  /** A proposal with what whoever looks can do about it (X-02). */
  interface ProposalRow {
    proposalID: string;
    kind: "deposit" | "floor";
    walletID: string;
    name: string;
    amount: number;
    currency: string;
    reference: string;
    earlier: EarlierDeposit | null;
    status: "asked" | "made" | "refused";
    askedBy: Who;
    askedAt: string;
    decidedBy: string | null;
    decidedAt: string | null;
    outcome: "made" | "refused" | "takenBack" | null;
    answer: string | null;
    version: number;
    actions: ChoiceView[];
  }

  /** A deposit or floor that takes a second person (X-16). */
  interface ProposalView {
    proposalID: string;
    kind: "deposit" | "floor";
    walletID: string;
    name: string;
    amount: number;
    currency: string;
    reference: string;
    earlier: EarlierDeposit | null;
    status: "asked" | "made" | "refused";
    askedBy: Who;
    askedAt: string;
    decidedBy: string | null;
    decidedAt: string | null;
    outcome: "made" | "refused" | "takenBack" | null;
    answer: string | null;
    version: number;
  }

  /** What a dry run answers in place of ProposalView. */
  interface ProposalViewForeseen {
    proposalID: string;
    kind: "deposit" | "floor";
    walletID: string;
    name: string;
    amount: number;
    currency: string;
    reference: string;
    earlier: EarlierDeposit | null;
    status: "asked" | "made" | "refused";
    askedBy: Who;
    askedAt: string;
    decidedBy: string | null;
    decidedAt: string | null;
    outcome: "made" | "refused" | "takenBack" | null;
    answer: string | null;
    version: number;
    dryRun: true;
  }

  /** An operator or aggregator as everybody sees it: who it is, and how an aggregator settles (IG-02). */
  interface PublicPartyRow {
    /** Of an operator. */
    operatorID?: number | string;
    /** Of an aggregator. */
    aggregatorID?: number | string;
    name: string;
    currency: string;
    /** How an aggregator pays. */
    settlement?: "wallet" | "invoice";
  }

  /** How many disputes of a kind are open, by status and by whose move it is. */
  interface QueueView {
    counts: StatusCount[];
    waiting: MoverCount[];
  }

  /** For how long nobody gets a second mail about one thread (IG-04). */
  interface QuietView {
    quietMinutes: number;
  }

  /** How much of a thread there is, and what of it the own side has not read (IG-04). */
  interface ReadView {
    disputeID: string;
    messageCount: number;
    unread: number;
  }

  /** How a vendor stands, once a manager has given a reason (PO-32). */
  interface ReasonGiven {
    /** The worst of the reasons that hold. */
    level: "active" | "reduced" | "hold" | "deactivated";
    /** How many leads it may have now. */
    leads: number;
    isFlagged: boolean;
    /** Of fines that its wallet could not bear (PO-29). */
    owedAmount: number;
    vendorID: number | string;
    vendor: string;
    currency: string;
    /** When the next reason ends by itself. */
    nextEndAt: string | null;
    /** Rises with each change; a message about one tells it. */
    version: number;
    /** Those that hold. */
    reasons: StandingReasonView[];
    /** Those that ended, the latest first. */
    history: StandingReasonView[];
    against: AgainstView[];
    actions: ChoiceView[];
    /** The reason; a dry run gives none. */
    reasonID?: string;
  }

  /** What a dry run answers in place of ReasonGiven. */
  interface ReasonGivenForeseen {
    /** The worst of the reasons that hold. */
    level: "active" | "reduced" | "hold" | "deactivated";
    /** How many leads it may have now. */
    leads: number;
    isFlagged: boolean;
    /** Of fines that its wallet could not bear (PO-29). */
    owedAmount: number;
    vendorID: number | string;
    vendor: string;
    currency: string;
    /** When the next reason ends by itself. */
    nextEndAt: string | null;
    /** Rises with each change; a message about one tells it. */
    version: number;
    /** Those that hold. */
    reasons: StandingReasonView[];
    /** Those that ended, the latest first. */
    history: StandingReasonView[];
    against: AgainstView[];
    actions: ChoiceView[];
    /** The reason; a dry run gives none. */
    reasonID?: string;
    dryRun: true;
  }

  /** A reason that disputes can have; the id is null for the one that there always is. */
  interface ReasonView {
    reasonID: number | string | null;
    name: string;
  }

  /** The reasons that disputes can have. */
  interface ReasonsView {
    value: ReasonView[];
    version: number;
    nextCursor: null;
  }

  /** What is open in a currency, by how long it is overdue. */
  interface ReceivableView {
    /** What customers owe. */
    outstanding: number;
    /** What the company owes customers; never set off. */
    credits: number;
    /** What came in and is for no invoice yet; never set off. */
    unallocated: number;
    /** What is owed less what is owed to customers and what is unallocated. */
    balance: number;
    /** What is in dispute, of what is owed and of what was paid. */
    disputed: number;
    disputedOwed: number;
    disputedPaid: number;
    /** What can be asked for while the rest is in dispute. */
    collectable: number;
    invoices: number;
    creditItems: number;
    openDisputes: number;
    currency: string;
    disputes: SharesView;
    customers: number;
    ageing: BucketView[];
  }

  /** What is open in all (CU-02). */
  interface ReceivablesView {
    asOf: string;
    value: ReceivableView[];
    /** Whether all that there is was counted (CU-02). */
    complete: boolean;
  }

  /** The same as the staff sees it. */
  interface ReceivedView {
    paymentID: number | string;
    date: string;
    amount: number;
    /** When a payment of the customer came to it; null where billing told it. */
    recordedAt: string | null;
  }

  /** A vendor's record in the dispute's currency: the latest of its disputes (CK-03, X-08). */
  interface RecordView {
    disputes: number;
    /** How many were decided against it. */
    against: number;
    /** What the platform paid in its place. */
    paidOut: number;
    fined: number;
    /** What the platform has less for it. */
    leaked: number;
    /** The how manieth of them this one is. */
    place: number;
  }

  /** What is sent again, what is done with, and what stays. */
  interface RedriveView {
    sent: number;
    /** Removed, since nothing is left to do about them. */
    finished: number;
    /** What stays where it is, of what was looked at. */
    kept: number;
    value: SetAsideRow[];
  }

  /** What a dry run answers in place of RedriveView. */
  interface RedriveViewForeseen {
    sent: number;
    /** Removed, since nothing is left to do about them. */
    finished: number;
    /** What stays where it is, of what was looked at. */
    kept: number;
    value: SetAsideRow[];
    dryRun: true;
  }

  /** That a refund of an order outside of its disputes pays nothing twice (PO-31). */
  interface RefundView {
    orderID: number | string;
    amount: number;
    restAmount: number;
    currency: string;
  }

  /** By whom and why an approval was not given (CU-15). */
  interface RefusalView {
    by: string | null;
    reason: string;
  }

  /** What a dry run answers where the request would be refused: that refusal, with the status that it would have. */
  interface Refused {
    dryRun: true;
    refused: Problem;
  }

  /** The latest making anew of what things are found by. */
  interface ReindexView {
    reindexID: string;
    status: "running" | "done" | "failed";
    startedAt: string;
    startedBy: Who;
    finishedAt: string | null;
    /** How many things, and words of such, it has looked at. */
    looked: number;
    restored: number;
    removed: number;
    runs: number;
    detail: string | null;
  }

  /** What a dry run answers in place of ReindexView. */
  interface ReindexViewForeseen {
    reindexID: string;
    status: "running" | "done" | "failed";
    startedAt: string;
    startedBy: Who;
    finishedAt: string | null;
    /** How many things, and words of such, it has looked at. */
    looked: number;
    restored: number;
    removed: number;
    runs: number;
    detail: string | null;
    dryRun: true;
  }

  /** What came of reminding a customer: every candidate, named in the letter or left out. */
  interface RemindedView {
    customerID: number | string;
    name: string;
    /** The day in the customer's time zone. */
    asOf: string;
    /** The one that counts: the customer's, or the company's. */
    timeZone: string;
    /** The highest of its items. */
    level: number;
    value: ItemTodayView[];
    /** What the letter asks for: the sum of its lines. */
    sums: ReminderSumView[];
    credits: ReminderSumView[];
    letter: ReminderView | null;
    /** Where one letter has no room for all; null where it has. */
    part: PartView | null;
    /** Why no letter reaches the customer (CO-40). */
    unreached: string | null;
    last: LastReminderView | null;
    lastOutcome: LastOutcomeView | null;
    block: BlockView | null;
    blocks: ItemBlockView[];
    complete: boolean;
    version: number;
    reminded: (number | string)[];
    /** How many candidates are not listed here, since the answer is kept: see the list. */
    more: number;
  }

  /** What a dry run answers in place of RemindedView. */
  interface RemindedViewForeseen {
    customerID: number | string;
    name: string;
    /** The day in the customer's time zone. */
    asOf: string;
    /** The one that counts: the customer's, or the company's. */
    timeZone: string;
    /** The highest of its items. */
    level: number;
    value: ItemTodayView[];
    /** What the letter asks for: the sum of its lines. */
    sums: ReminderSumView[];
    credits: ReminderSumView[];
    letter: ReminderView | null;
    /** Where one letter has no room for all; null where it has. */
    part: PartView | null;
    /** Why no letter reaches the customer (CO-40). */
    unreached: string | null;
    last: LastReminderView | null;
    lastOutcome: LastOutcomeView | null;
    block: BlockView | null;
    blocks: ItemBlockView[];
    complete: boolean;
    version: number;
    reminded: (number | string)[];
    /** How many candidates are not listed here, since the answer is kept: see the list. */
    more: number;
    dryRun: true;
  }

  /** An amount of one currency. */
  interface ReminderSumView {
    currency: string;
    amount: number;
  }

  /** A letter exactly as it would be sent. */
  interface ReminderView {
    to: string;
    name: string;
    subject: string;
    text: string;
    /** The mail, or the page that is printed. */
    html: string;
    /** What stands in the window of a letter on paper; null for mail. */
    address: string[] | null;
    templateID: string;
    /** That of the customer. */
    language: string | null;
    /** Said where the letter is not worded in that language (CO-41). */
    fallback: string | null;
  }

  /** So many disputes decided against a vendor within so many days reduce its leads (CK-13). */
  interface RepeatRowView {
    count: number;
    windowDays: number;
    leadsPercent: number;
  }

  /** How many were looked at, and what is wrong with which. */
  interface Report {
    checked: number;
    value: SubjectFaults[];
    nextCursor: string | null;
  }

  /** An open item, or an open dispute, that a report counts. */
  interface ReportLineView {
    /** Of its group. */
    label: string;
    customerID: number | string;
    customerName: string;
    invoiceNumber: number | string;
    disputeID: string | null;
    currency: string;
    /** What is outstanding, or still open of the dispute. */
    amount: number;
    disputed: number;
    /** Due since then, or raised then. */
    since: string;
    /** How late, or how old. */
    days: number;
  }

  /** A report, by group and currency. */
  interface ReportView {
    value: GroupView[];
    /** Where it is narrowed, what it counts, the oldest first; as many as fit a page. */
    lines: ReportLineView[];
    nextCursor: null;
    /** How many it counts. */
    counted: number;
    /** Whether it counts all that there are. */
    complete: boolean;
    /** What it does not count, and why. */
    leftOut: string[];
  }

  /** What an event tells of the fund request that it is about. */
  interface RequestPart {
    requestID: string;
    status: "pending" | "approved" | "rejected" | "cancelled" | "corrected";
    side: "operator" | "aggregator";
    reason?: string;
    answer?: string;
    transferID?: string;
  }

  /** That whoever has a sign-in by the address is mailed a code. */
  interface ResetSent {
    status: "sent";
  }

  /** A resolution that disputes can have. */
  interface ResolutionView {
    resolutionID: number | string;
    name: string;
  }

  /** The resolutions that disputes can have. */
  interface ResolutionsView {
    value: ResolutionView[];
    version: number;
    nextCursor: null;
  }

  /** What a resolver is asked by the personal link (DM-04, CO-08). */
  interface ResolverAskedView {
    customerName: string;
    itemStatus: string;
    comment: string | null;
    collector: string;
    dueDate: string;
    items: ResolverItemView[];
    /** To whom it can be handed on (CO-10). */
    handOnTo: Who[];
    /** How often the date can be put off before the collector decides (CO-11). */
    postponementsLeft: number;
    /** Why nothing can be answered any more, by whom and when. */
    over: string | null;
    version: number;
  }

  /** What a dry run answers in place of ResolverAskedView. */
  interface ResolverAskedViewForeseen {
    customerName: string;
    itemStatus: string;
    comment: string | null;
    collector: string;
    dueDate: string;
    items: ResolverItemView[];
    /** To whom it can be handed on (CO-10). */
    handOnTo: Who[];
    /** How often the date can be put off before the collector decides (CO-11). */
    postponementsLeft: number;
    /** Why nothing can be answered any more, by whom and when. */
    over: string | null;
    version: number;
    dryRun: true;
  }

  /** An item as its resolver sees it, as it is now. */
  interface ResolverItemView {
    invoiceNumber: number | string;
    currency: string;
    dueDate: string;
    outstandingThen: number;
    /** Now; null once it has left. */
    outstanding: number | null;
    /** Now; null once it has left. */
    disputed: number | null;
    answer: "accept" | "refuse" | null;
    answerComment: string | null;
    comment: string | null;
    /** What became of it since it came in: paid, dropped, ended, changed. */
    changed: string | null;
    /** Whether files can be attached to its dispute. */
    takesFiles: boolean;
  }

  /** A payout that came back. */
  interface ReturnView {
    payoutID: string;
    /** What the bank said. */
    code: string;
    at: string;
  }

  /** That a payment was taken back. */
  interface ReversalView {
    date: string;
    reason: string;
    recordedAt: string;
  }

  /** The last round of approval of credits on lines (CU-15). */
  interface RoundOfLines {
    /** Of the step that is asked; null where none is. */
    approvalID: string | null;
    round: number;
    attempt: number;
    status: string;
    /** What it comes to in all if this is given. */
    total: number;
    amount: number;
    currency: string;
    requestedBy: PersonPart[];
    startedAt: string;
    endedAt: string | null;
    reason: string | null;
    steps: StepView[];
    lines: (number | string)[];
  }

  /** The last round of approval of a payout (CK-08). */
  interface RoundOfPayouts {
    /** Of the step that is asked; null where none is. */
    approvalID: string | null;
    round: number;
    attempt: number;
    status: string;
    /** What it comes to in all if this is given. */
    total: number;
    amount: number;
    currency: string;
    requestedBy: PersonPart[];
    startedAt: string;
    endedAt: string | null;
    reason: string | null;
    steps: StepView[];
    payouts: string[];
  }

  interface RoundViewOfInvoice {
    /** Of the step that is asked; null where none is. */
    approvalID: string | null;
    round: number;
    attempt: number;
    status: string;
    /** What it comes to in all if this is given. */
    total: number;
    amount: number;
    currency: string;
    requestedBy: PersonPart[];
    startedAt: string;
    endedAt: string | null;
    reason: string | null;
    steps: StepView[];
    lines: (number | string)[];
  }

  interface RoundViewOfOrder {
    /** Of the step that is asked; null where none is. */
    approvalID: string | null;
    round: number;
    attempt: number;
    status: string;
    /** What it comes to in all if this is given. */
    total: number;
    amount: number;
    currency: string;
    requestedBy: PersonPart[];
    startedAt: string;
    endedAt: string | null;
    reason: string | null;
    steps: StepView[];
    payouts: string[];
  }

  /** What follows from a row of the decision table. */
  interface RowEffectsView {
    resolves: boolean;
    payout: string;
    fine: boolean;
    flag: boolean;
    hold: boolean;
    countsAgainst: boolean;
    internalNote: boolean;
    escalatesTo?: string | null;
  }

  /** The row of the decision table that applies, and why (CK-14). */
  interface RowView {
    rowID: string;
    label: string;
    rule: string | null;
    tableVersion: number;
    facts: Record<string, string>;
    why: Record<string, string>;
    others: OtherRow[];
  }

  /** A customer at whom the run of a day looks, with every candidate and what happens to it. */
  interface RunRowView {
    customerID: number | string;
    name: string;
    /** By which its day counts. */
    timeZone: string;
    /** When its letters leave; null where none goes on that day. */
    leavesAt: string | null;
    /** Whether that is the rest of what somebody asked for: it goes in any case. */
    begun: boolean;
    /** How many go: one names 80 items at most. */
    letters: number;
    levelLabel: string | null;
    /** What is asked for, by whatever letter. */
    sums: ReminderSumView[];
    /** Why no letter reaches the customer (CO-40). */
    unreached: string | null;
    /** When the run looks at it: on the day, or where it does not then, next. */
    looksAt: string;
    /** The days before on which letters go to it. */
    earlier: string[];
    /** Its items by what happens to them. */
    reasons: CodeCountView[];
    /** What is asked for first; of one in a list 100 at most. */
    items: ItemTodayView[];
    /** How many of its items are not told here. */
    more: number;
    /** Whether all its open items were looked at. */
    complete: boolean;
  }

  /** A page of the run of a day: it is a preview, which sends and changes nothing. */
  interface RunView {
    date: string;
    /** In the company's time zone; no run of before is foreseen. */
    today: string;
    /** Whether customers are reminded without anybody asking for it. Where not, it is told what the run would do if they were, and nothing goes but what somebody began. */
    automatic: boolean;
    value: RunRowView[];
    nextCursor: string | null;
  }

  /** A dispute with what was said about it, by its number in the thread. */
  interface Said {
    disputeID: string;
    kind: "invoice";
    subjectID: number | string;
    customerID: number | string;
    customerName: string;
    status: "closed" | "finalised" | "open" | "pendingApproval" | "withdrawn";
    /** Rises with the state; the ETag (X-07). */
    version: number;
    /** What is disputed. */
    amount: number;
    creditedAmount: number;
    /** What of it is still open. */
    remainingAmount: number;
    withdrawnAmount: number;
    declinedAmount: number;
    amounts: SharesView;
    currency: string;
    reasonID: number | string | null;
    reason: string;
    resolverID: string | null;
    resolver: string | null;
    assigneeID: string | null;
    assignee: string | null;
    /** Whose move it is (X-04). */
    waitingFor: string | null;
    waitingSince: string | null;
    dueAt: string | null;
    /** The most urgent first. */
    deadlines: DeadlineView[];
    /** Whether an import inferred its dates. */
    estimated: boolean;
    raisedBy: string;
    messageCount: number;
    /** How much of its conversation the staff has not read. */
    unread: number;
    adjustmentAmount: number | null;
    adjustmentID: string | null;
    billPeriodID: number | string | null;
    closeDate: string | null;
    description: string;
    disputeDate: string;
    feature: string | null;
    featureID: number | string | null;
    invoiceCategoryid: number | string | null;
    invoiceNumber: number | string;
    lastModifiedDate: string;
    lastModifiedUser: string;
    resolution: string | null;
    resolutionID: number | string | null;
    reversalAdjustmentID: string | null;
    reversalFeeAdjustmentID: string | null;
    reversalFeeAmount: number | null;
    serviceID: number | string | null;
    serviceNumber: number | string | null;
    usageBatchID: number | string | null;
    usageRecordID: number | string | null;
    usageRecordNumber: number | string | null;
    sequence: number;
  }

  /** What saying something would do (X-03). */
  interface SaidPreview {
    dryRun: true;
    dispute: DisputeRow | OwnDisputeRow;
    events: ChangeView[];
  }

  /** The secret from which an app on a phone makes codes. */
  interface SecretView {
    secret: string;
    address: string;
    picture: string[];
  }

  /** One thing that was set aside, without what it is about. */
  interface SetAsideRow {
    messageID: string;
    /** None where it cannot be told. */
    function: string | null;
    at: string;
    why: string | null;
    /** The kind of error, where the function told one. */
    error: string | null;
    /** How many changes of the table it is about. */
    changes: number | null;
    /** How it comes back: `send` what it was called with, or `read` the changes again; nothing is left to do where the sweep (`swept`) or the search made anew (`reindexed`) has seen to it; `reindex` first; `unknown` stays. */
    way: "send" | "read" | "swept" | "reindexed" | "reindex" | "unknown";
    /** Whether sending again does anything about it. */
    isMoved: boolean;
  }

  /** What was set aside, as far as was looked. */
  interface SetAsideView {
    /** About how many there are, which the queue does not know better */
    count: number;
    value: SetAsideRow[];
    /** What was had done lately, the latest first. */
    done: UpkeepEntry[];
  }

  /** A setting's rows; with those of import presets also what they can map, with the business hours the times of moves that hold where no row names others. */
  interface SettingView {
    value: (ReasonView | ResolutionView | PresetView | TemplateRowView | ChainRowView | BoundView | QuietView | HoursView | OrdersRowView | TermsRowView | PromisesRowView | TableRowView | ColumnRowView | PayoutBankView | ItemStatusView | FollowUpModelView | ChasingView | DunningLevelView | DunningRowView)[];
    version: number;
    nextCursor: null;
    /** By kind of file. */
    fields?: Record<string, FieldView[]>;
    ways?: WaysView;
    /** Kind of dispute, then whose move it is: in how many business hours (X-04). */
    movesWithin?: Record<string, Record<string, number>>;
  }

  /** What a dry run answers in place of SettingView. */
  interface SettingViewForeseen {
    value: (ReasonView | ResolutionView | PresetView | TemplateRowView | ChainRowView | BoundView | QuietView | HoursView | OrdersRowView | TermsRowView | PromisesRowView | TableRowView | ColumnRowView | PayoutBankView | ItemStatusView | FollowUpModelView | ChasingView | DunningLevelView | DunningRowView)[];
    version: number;
    nextCursor: null;
    /** By kind of file. */
    fields?: Record<string, FieldView[]>;
    ways?: WaysView;
    /** Kind of dispute, then whose move it is: in how many business hours (X-04). */
    movesWithin?: Record<string, Record<string, number>>;
    dryRun: true;
  }

  /** What became of disputed money, or is to; the parts come to what is disputed (X-06). */
  interface SharesView {
    credited: number;
    approved: number;
    askedFor: number;
    withdrawn: number;
    declined: number;
    undecided: number;
  }

  /** The wallet of a side. */
  interface SideWallet {
    side: "operator" | "aggregator";
    walletID: string;
  }

  /** The yes of a role (PO-23). */
  interface SignatureView {
    role: string;
    by: string;
    at: string;
  }

  /** The tokens of a sign-in, and who has signed in. */
  interface SignedIn {
    token: string;
    /** Null where the one before stays good. */
    refreshToken: string | null;
    /** Seconds. */
    expiresIn: number;
    /** Null for somebody who has to set up a second factor before anything else. */
    user: MeView | null;
  }

  /** That the sign-in has ended. */
  interface SignedOut {
    status: "ended";
  }

  /** Where a field is told, in a column or once for all rows, and how it is written there. */
  interface SourceView {
    column?: string;
    constant?: string;
    format?: string;
    /** What is written, and what it means. */
    values?: Record<string, string>;
    rounds?: boolean;
    belowZero?: "CR" | "DR";
  }

  /** Why a vendor does not stand as it did. */
  interface StandingReason {
    level: string;
    text: string;
    since: string;
    until: string | null;
    disputeID: string | null;
  }

  /** The same for the staff, with who gave it and who ended it. */
  interface StandingReasonView {
    reasonID: string;
    /** `active` is a flag, and takes nothing away. */
    level: "active" | "reduced" | "hold" | "deactivated";
    text: string;
    since: string;
    /** When it ends by itself. */
    until: string | null;
    disputeID: string | null;
    maxLeads: number | null;
    liftedAt: string | null;
    objection: ObjectionView | null;
    actions: ChoiceView[];
    by: string;
    liftedBy: string | null;
    liftedWhy: string | null;
  }

  /** How a vendor stands and why, for the staff (PO-32, PO-36). */
  interface StandingView {
    /** The worst of the reasons that hold. */
    level: "active" | "reduced" | "hold" | "deactivated";
    /** How many leads it may have now. */
    leads: number;
    isFlagged: boolean;
    /** Of fines that its wallet could not bear (PO-29). */
    owedAmount: number;
    vendorID: number | string;
    vendor: string;
    currency: string;
    /** When the next reason ends by itself. */
    nextEndAt: string | null;
    /** Rises with each change; a message about one tells it. */
    version: number;
    /** Those that hold. */
    reasons: StandingReasonView[];
    /** Those that ended, the latest first. */
    history: StandingReasonView[];
    against: AgainstView[];
    actions: ChoiceView[];
  }

  /** What a dry run answers in place of StandingView. */
  interface StandingViewForeseen {
    /** The worst of the reasons that hold. */
    level: "active" | "reduced" | "hold" | "deactivated";
    /** How many leads it may have now. */
    leads: number;
    isFlagged: boolean;
    /** Of fines that its wallet could not bear (PO-29). */
    owedAmount: number;
    vendorID: number | string;
    vendor: string;
    currency: string;
    /** When the next reason ends by itself. */
    nextEndAt: string | null;
    /** Rises with each change; a message about one tells it. */
    version: number;
    /** Those that hold. */
    reasons: StandingReasonView[];
    /** Those that ended, the latest first. */
    history: StandingReasonView[];
    against: AgainstView[];
    actions: ChoiceView[];
    dryRun: true;
  }

  /** A line of a statement: what moved, why, and the balance after it (IG-10). */
  interface StatementEntryView {
    sequence: number;
    at: string;
    kind: "fundRequest" | "deposit" | "openingBalance" | "correction" | "decision" | "payout" | "payoutReturn" | "reversal";
    /** As it changed the balance. */
    amount: number;
    balance: number;
    currency: string;
    counterparty: string;
    transferID: string;
    reference: string;
    bookingID: number | string | null;
    disputeID: string | null;
    requestID: string | null;
    /** The transfer that this one takes back. */
    reverses: string | null;
    /** The deposit of before under the same reference. */
    repeats: string | null;
    reason: string | null;
    /** Told to the staff, as the next two. */
    by?: string;
    askedBy?: string | null;
    otherWalletID?: string | null;
    /** For who may ask for corrections. */
    actions?: ChoiceView[];
  }

  /** What is open in a currency, by how late it is. */
  interface StatementTotal {
    /** What customers owe. */
    outstanding: number;
    /** What the company owes customers; never set off. */
    credits: number;
    /** What came in and is for no invoice yet; never set off. */
    unallocated: number;
    /** What is owed less what is owed to customers and what is unallocated. */
    balance: number;
    /** What is in dispute, of what is owed and of what was paid. */
    disputed: number;
    disputedOwed: number;
    disputedPaid: number;
    /** What can be asked for while the rest is in dispute. */
    collectable: number;
    invoices: number;
    creditItems: number;
    openDisputes: number;
    currency: string;
    /** What of that is promised for a day that is not over. */
    promised: number;
    /** What is owed and neither in dispute nor promised: what is asked for (CO-48). */
    toPay: number;
    ageing: BucketView[];
  }

  /** A customer's open items as the staff sees them (CU-02). */
  interface StatementView {
    /** The day in the customer's time zone. */
    asOf: string;
    /** Whether there are items that are not listed. */
    more: boolean;
    totals: StatementTotal[];
    /** Whether all that there is was counted (CU-02). */
    complete: boolean;
    value: OpenItemRow[];
    unallocated: PaymentRow[];
    customer: CustomerRow;
  }

  /** How many disputes are in a status. */
  interface StatusCount {
    count: number;
    /** Whether there are more than were counted. */
    more: boolean;
    status: string;
  }

  /** The status of a dispute on a booking. */
  interface StatusPart {
    status: "open" | "resolved" | "withdrawn";
  }

  /** A level of the chain: whom it asks, and what came of it. */
  interface StepView {
    level: string;
    status: string;
    people: AskedView[];
    limit: number | null;
    /** Business hours to answer in. */
    hours: number;
    askedAt: string | null;
    dueAt: string | null;
    decidedBy: string | null;
    decidedAt: string | null;
    comment: string | null;
  }

  /** What is wrong with something, by its name in the journal. */
  interface SubjectFaults {
    subject: string;
    faults: string[];
  }

  /** What is outstanding in one currency (CO-03). */
  interface SumView {
    currency: string;
    amount: number;
  }

  /** What is open, by currency. */
  interface SumsView {
    /** What customers owe. */
    outstanding: number;
    /** What the company owes customers; never set off. */
    credits: number;
    /** What came in and is for no invoice yet; never set off. */
    unallocated: number;
    /** What is owed less what is owed to customers and what is unallocated. */
    balance: number;
    /** What is in dispute, of what is owed and of what was paid. */
    disputed: number;
    disputedOwed: number;
    disputedPaid: number;
    /** What can be asked for while the rest is in dispute. */
    collectable: number;
    invoices: number;
    creditItems: number;
    openDisputes: number;
    currency: string;
  }

  /** A row of the decision table: when it applies, and what follows (CK-14). */
  interface TableRowView {
    rowID: string;
    label: string;
    cases: Record<string, string[]>[];
    effects: RowEffectsView;
  }

  /** A file by which the bank was told of a payout: who took it, and where it pays to. */
  interface TellingView {
    fileID: string;
    at: string;
    by: string;
    account: string | null;
    accountID: string;
  }

  /** A mail in other words than the product's own (DM-03). */
  interface TemplateRowView {
    templateID: string;
    subject: string;
    body: string;
  }

  /** A mail that the product sends, as it is worded now (DM-03). */
  interface TemplateView {
    templateID: string;
    name: string;
    /** When it is sent. */
    sent: string;
    subject: string;
    body: string;
    isDefault: boolean;
    /** The mail of which it is the words in another language. */
    languageOf: string | null;
    /** The same mail in other languages; null where it has none, since it goes to staff. */
    languages: string[] | null;
    hashtags: string[];
    /** The hashtags that it cannot do without. */
    needed: string[];
  }

  /** The mails that the product sends, and the hashtags. */
  interface TemplatesView {
    value: TemplateView[];
    hashtags: HashtagView[];
    version: number;
    nextCursor: null;
  }

  /** Limits, clocks and fines of payout disputes (CK-11, PO-05, PO-20, PO-29). */
  interface TermsRowView {
    attempts?: number;
    answerWithinHours?: number;
    counts?: "clock" | "business";
    remindBeforeHours?: number;
    highValue?: Record<string, number>;
    highValueWindowDays?: number;
    fines?: Record<string, FineRowView>;
    pastFloor?: "split" | "refuse";
    repeat?: RepeatRowView;
    holdDays?: number | null;
    flagDays?: number;
    payoutConfirmedWithinDays?: number;
    closeAfterDays?: number;
    acknowledgeWithinHours?: number;
    settleWithinDays?: number;
    assignment?: "roundRobin" | "leastLoaded" | "byHand";
  }

  /** A mail that was sent to oneself. */
  interface TestView {
    to: string;
    subject: string;
  }

  /** What a dry run answers in place of TestView. */
  interface TestViewForeseen {
    to: string;
    subject: string;
    dryRun: true;
  }

  /** A page of the thread of a dispute, with the dispute above it (IG-03). */
  interface ThreadView {
    dispute: DisputeRow | OwnDisputeRow | BookingDisputeRow | OrderDisputeRow | ClaimantRow | AskedRow;
    value: (MessageView | BookingMessageView | OrderMessageView)[];
    nextCursor: string | null;
  }

  /** What a dry run answers in place of TicketArriving. */
  interface TicketArrivingForeseen {
    attachmentID: string;
    name: string;
    contentType: string;
    /** In bytes. */
    size: number;
    /** Whose it is: a party's role, or the staff's. */
    side: string;
    /** Told to the own side and to the staff (IG-03). */
    by: string | null;
    at: string;
    status: "attached" | "arriving";
    /** Who sees it, told to the staff. */
    audience?: string;
    ticketID: string;
    dryRun: true;
  }

  /** A file that room was made for, and how it is sent. */
  interface TicketArrivingWithUpload {
    attachmentID: string;
    name: string;
    contentType: string;
    /** In bytes. */
    size: number;
    /** Whose it is: a party's role, or the staff's. */
    side: string;
    /** Told to the own side and to the staff (IG-03). */
    by: string | null;
    at: string;
    status: "attached" | "arriving";
    /** Who sees it, told to the staff. */
    audience?: string;
    ticketID: string;
    upload: UploadView;
  }

  /** What happened to a ticket: somebody said something, or it changed. */
  interface TicketEntryView {
    at: string;
    /** Who said it. */
    side?: string;
    text?: string;
    /** What it became by it. */
    state?: "open" | "answered" | "closed" | "disputed";
    fileCount?: number;
    /** What became of a mail about it; its party is told which files were not attached. */
    mail?: string;
    /** Told to the staff. */
    by?: string;
  }

  /** The files of a ticket, and what can be attached. */
  interface TicketFiles {
    value: AttachmentView[];
    nextCursor: null;
    limits: LimitsView;
  }

  /** What linking or unlinking would do (X-03). */
  interface TicketLinkPreview {
    dryRun: true;
    tickets: TicketLinksView;
    events: ChangeView[];
  }

  /** A ticket of a dispute: the product's own with its state, or another system's by address. */
  interface TicketLinkView {
    ticketID: string;
    subject: string;
    /** Where another system has it; null for the product's own. */
    url: string | null;
    /** Null where another system has it. */
    state: string | null;
    /** Whether the dispute was made of it (CO-47). */
    isOrigin: boolean;
    linkedBy: string;
    linkedAt: string;
  }

  /** The tickets that a dispute is linked to, in the order of linking. */
  interface TicketLinksView {
    disputeID: string;
    value: TicketLinkView[];
    nextCursor: null;
  }

  /** A ticket in a list, as the staff sees it. */
  interface TicketRow {
    ticketID: string;
    subject: string;
    state: "open" | "answered" | "closed" | "disputed";
    raisedAt: string;
    changedAt: string;
    /** Who raised it: a party's role, or `staff`. */
    raisedSide: string;
    /** Who spoke last. */
    saidSide: string;
    /** The dispute that it became, or is linked to. */
    disputeID: string | null;
    fileCount: number;
    partyRole: string;
    partyID: number | string;
    partyName: string;
    raisedBy: string;
    /** Rises with each change; the ETag (X-07). */
    version: number;
  }

  /** A page of what was said and done about a ticket, oldest first. */
  interface TicketThread {
    ticket: TicketRow | OwnTicketRow;
    value: TicketEntryView[];
    nextCursor: string | null;
  }

  /** A ticket by itself, with what can be done, as the staff sees it (X-02). */
  interface TicketView {
    ticketID: string;
    subject: string;
    state: "open" | "answered" | "closed" | "disputed";
    raisedAt: string;
    changedAt: string;
    /** Who raised it: a party's role, or `staff`. */
    raisedSide: string;
    /** Who spoke last. */
    saidSide: string;
    /** The dispute that it became, or is linked to. */
    disputeID: string | null;
    fileCount: number;
    partyRole: string;
    partyID: number | string;
    partyName: string;
    raisedBy: string;
    /** Rises with each change; the ETag (X-07). */
    version: number;
    actions: ChoiceView[];
  }

  /** What a dry run answers in place of TicketView. */
  interface TicketViewForeseen {
    ticketID: string;
    subject: string;
    state: "open" | "answered" | "closed" | "disputed";
    raisedAt: string;
    changedAt: string;
    /** Who raised it: a party's role, or `staff`. */
    raisedSide: string;
    /** Who spoke last. */
    saidSide: string;
    /** The dispute that it became, or is linked to. */
    disputeID: string | null;
    fileCount: number;
    partyRole: string;
    partyID: number | string;
    partyName: string;
    raisedBy: string;
    /** Rises with each change; the ETag (X-07). */
    version: number;
    actions: ChoiceView[];
    dryRun: true;
  }

  /** The same with its letters as they stand now. */
  interface ToPostRow {
    customerID: number | string;
    name: string;
    version: number;
    letters: WaitingLetterView[];
  }

  /** The same with its letters. */
  interface ToPostView {
    customerID: number | string;
    name: string;
    version: number;
    letters: PrintedLetterView[];
  }

  /** What a dry run answers in place of ToPostView. */
  interface ToPostViewForeseen {
    customerID: number | string;
    name: string;
    version: number;
    letters: PrintedLetterView[];
    dryRun: true;
  }

  /** Who is signed in, and the answers to what was wanted, in that order. */
  interface TogetherView {
    me: MeView;
    answers: WantedView[];
  }

  /** A dispute of which a letter tells, and the reason that it gives. */
  interface ToldDisputeView {
    disputeID: string;
    /** As it stands in the letter. */
    invoiceNumber: string;
    reason: string;
  }

  /** The last letter about the end of a dispute. */
  interface ToldView {
    /** When it was claimed, or is known to have gone; or not to have arrived. */
    at: string;
    /** Until when what is open is to be paid. */
    payBy: string | null;
    /** Why it did not arrive; else null. */
    undelivered: string | null;
  }

  /** A customer whom no reminder reaches, or no letter that tells how a dispute ended (CO-40, CO-43). */
  interface UnreachedView {
    customerID: number | string;
    name: string;
    code: string;
    words: string;
    since: string;
  }

  /** That one of Finance says that a payout never left; a second one confirms it (PO-12). */
  interface UnsentView {
    by: string;
    at: string;
    reason: string;
  }

  /** That somebody had something done. */
  interface UpkeepEntry {
    at: string;
    by: Who;
    did: "reindex" | "redrive";
    /** How many things were sent again. */
    count: number | null;
  }

  /** Where and with which form fields a file is sent, for an hour. */
  interface UploadView {
    url: string;
    fields: Record<string, string>;
  }

  /** Another case that carries the same (PO-16, PO-17); which one, only who sees all cases is told. */
  interface UseView {
    disputeID: string | null;
    orderID: string | null;
    what: string;
  }

  /** A payout dispute as its vendor left it. */
  interface VendorDisputeMade {
    disputeID: string;
    kind: "order";
    subjectID: number | string;
    orderID: number | string;
    status: "closed" | "inProgress" | "open" | "resolved" | "withdrawn";
    /** How it stands, in words for who looks. */
    statusText: string;
    currency: string;
    claim: "notPaid" | "paidLess";
    claimText: string;
    claimedAmount: number;
    orderValue: number;
    disputeDate: string;
    lastModifiedDate: string;
    closeDate: string | null;
    messageCount: number;
    /** How much the own side has not read. */
    unread: number;
    customer: string;
    /** Until when the vendor has to answer. */
    dueAt: string | null;
    /** Whether its answer is awaited. */
    isAsked: boolean;
    /** What it is fined for it, taken or owed. */
    finedAmount: number;
    asked: ContactView | null;
    answer: AnswerView | null;
    lateEvidence: AnswerView[];
    evidence: EvidenceView[];
    needs: NeedView[];
    /** What the vendor is fined, while that holds. */
    fine: FineView | null;
    actions: ChoiceView[];
    sequence?: number;
  }

  /** A payout dispute as its vendor sees it: what it is asked, and what it said (CK-04). */
  interface VendorDisputeView {
    disputeID: string;
    kind: "order";
    subjectID: number | string;
    orderID: number | string;
    status: "closed" | "inProgress" | "open" | "resolved" | "withdrawn";
    /** How it stands, in words for who looks. */
    statusText: string;
    currency: string;
    claim: "notPaid" | "paidLess";
    claimText: string;
    claimedAmount: number;
    orderValue: number;
    disputeDate: string;
    lastModifiedDate: string;
    closeDate: string | null;
    messageCount: number;
    /** How much the own side has not read. */
    unread: number;
    customer: string;
    /** Until when the vendor has to answer. */
    dueAt: string | null;
    /** Whether its answer is awaited. */
    isAsked: boolean;
    /** What it is fined for it, taken or owed. */
    finedAmount: number;
    asked: ContactView | null;
    answer: AnswerView | null;
    lateEvidence: AnswerView[];
    evidence: EvidenceView[];
    needs: NeedView[];
    /** What the vendor is fined, while that holds. */
    fine: FineView | null;
    actions: ChoiceView[];
  }

  /** A vendor as it was brought in. */
  interface VendorImported {
    vendorID: number | string;
    name: string;
    /** How many leads at a time, while nothing reduces that. */
    maxLeads: number;
    email: string | null;
    phone: string | null;
    /** Whom to ask for. */
    contact: string | null;
    timeZone: string;
    /** In which letters to it are worded. */
    language: string | null;
    currency: string;
    version: number;
    /** Where it was looked up; null where mail goes. */
    mailHeldBack?: MailHeldBack | null;
    outcome: "created" | "changed" | "unchanged";
  }

  /** What a dry run answers in place of VendorImported. */
  interface VendorImportedForeseen {
    vendorID: number | string;
    name: string;
    /** How many leads at a time, while nothing reduces that. */
    maxLeads: number;
    email: string | null;
    phone: string | null;
    /** Whom to ask for. */
    contact: string | null;
    timeZone: string;
    /** In which letters to it are worded. */
    language: string | null;
    currency: string;
    version: number;
    /** Where it was looked up; null where mail goes. */
    mailHeldBack?: MailHeldBack | null;
    outcome: "created" | "changed" | "unchanged";
    dryRun: true;
  }

  /** An order as its vendor sees it: of the customer the name alone. */
  interface VendorOrderRow {
    orderID: number | string;
    status: "placed" | "assigned" | "completed" | "cancelled";
    /** The customer's name. */
    customer: string;
    vendorID: number | string;
    vendor: string;
    /** The price agreed at pickup, which is to be paid. */
    finalValue: number;
    /** The price before anybody saw the device. */
    offeredValue: number | null;
    currency: string;
    device: string;
    completedAt: string | null;
    /** When the vendor marked it as paid, which proves nothing. */
    paymentMarkedAt: string | null;
    /** The open dispute on it. */
    disputeID: string | null;
    notes: OrderNoteView[];
  }

  /** An order with its disputes, for its vendor. */
  interface VendorOrderView {
    orderID: number | string;
    status: "placed" | "assigned" | "completed" | "cancelled";
    /** The customer's name. */
    customer: string;
    vendorID: number | string;
    vendor: string;
    /** The price agreed at pickup, which is to be paid. */
    finalValue: number;
    /** The price before anybody saw the device. */
    offeredValue: number | null;
    currency: string;
    device: string;
    completedAt: string | null;
    /** When the vendor marked it as paid, which proves nothing. */
    paymentMarkedAt: string | null;
    /** The open dispute on it. */
    disputeID: string | null;
    notes: OrderNoteView[];
    endedDisputeIDs: string[];
  }

  /** A vendor's record, each currency by itself (X-08). */
  interface VendorRecordView {
    vendorID: number | string;
    value: CurrencyRecord[];
  }

  /** A vendor as it stands in a list. */
  interface VendorRow {
    vendorID: number | string;
    name: string;
    /** How many leads at a time, while nothing reduces that. */
    maxLeads: number;
    email: string | null;
    phone: string | null;
    /** Whom to ask for. */
    contact: string | null;
    timeZone: string;
    /** In which letters to it are worded. */
    language: string | null;
    currency: string;
    version: number;
    /** Where it was looked up; null where mail goes. */
    mailHeldBack?: MailHeldBack | null;
    /** The worst of the reasons that hold. */
    level: "active" | "reduced" | "hold" | "deactivated";
    /** How many leads it may have now. */
    leads: number;
    isFlagged: boolean;
    /** Of fines that its wallet could not bear (PO-29). */
    owedAmount: number;
  }

  /** A letter that was put to print, held against what is owed now. */
  interface WaitingLetterView {
    number: number;
    /** What it is called on paper, and where it is chosen. */
    name: string;
    label: string;
    at: string;
    by: string;
    overtaken: OvertakingView[];
    /** Whether it is not printed, since nobody let it go in spite of that. */
    isLeftOut: boolean;
  }

  /** What would become of a wallet (X-03). */
  interface WalletChange {
    walletID: string;
    currency: string;
    balanceBefore: number;
    balanceAfter: number;
  }

  /** A page of a wallet's statement, the latest entry first (IG-10). */
  interface WalletStatementView {
    wallet: WalletView;
    value: StatementEntryView[];
    nextCursor: string | null;
  }

  /** What a wallet holds. */
  interface WalletView {
    /** What pending transfers keep of it. */
    reserved?: number;
    walletID: string;
    partyID: number | string;
    name: string;
    currency: string;
    balance: number;
    /** How far it may be emptied; null for no end. */
    floor: number | null;
    /** What can go out of it; null for no end. */
    available: number | null;
    version: number;
  }

  /** The same of wallets, with their names. */
  interface WalletsReport {
    checked: number;
    value: SubjectFaults[];
    nextCursor: string | null;
    walletIDs: string[];
  }

  /** The wallets of a party. */
  interface WalletsView {
    value: WalletView[];
  }

  /** What a query is answered alone. */
  interface WantedView {
    /** Its address, filled in. */
    want: string;
    status: number;
    /** As the query's own route answers; null where there is none. */
    body: unknown;
  }

  /** One way to read a column, and what it makes of the cell that decides. */
  interface WayView {
    format: string;
    cell: string;
    reads: string;
  }

  /** How days, moments and amounts can be written, and the forms of files. */
  interface WaysView {
    date: FormatView[];
    moment: FormatView[];
    amount: FormatView[];
    /** How years of two digits are read. */
    shortYears: string;
    encodings: string[];
    delimiters: string[];
  }

  /** A person, by name. */
  interface Who {
    userID: string;
    name: string;
  }

  /** The rule that is in the way, in words. */
  interface WhyNot {
    rule: string | null;
    reason: string | null;
  }

  /** A sentence as data: a template, and the amounts, days and moments that stand in it. */
  interface Words {
    text: string;
    values: Record<string, unknown>;
  }

  type ApprovalView = ApprovalViewOfInvoice | ApprovalViewOfOrder;

  type InboxView = InboxViewOfInvoice | InboxViewOfOrder;

  type RoundView = RoundViewOfInvoice | RoundViewOfOrder;

  interface Page<Row> {
    value: Row[];
    nextCursor: string | null;
  }
}
