"""What each letter says, as the product brings it (DM-03)."""

from chalicelib.domain.collections.dunning.terms import FINAL, FIRST, SECOND
from chalicelib.mail import outcomes
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Template:
    """What a letter says, with hashtags."""

    template_id: str
    subject: str
    body: str


DEFAULTS: dict[str, Template] = {
    template.template_id: template
    for template in (
        Template(
            "approvalAsked",
            "Please approve #amount for #customer_name, #subject",
            """Hello #person_name,

#requester asks for your approval of a #asked of #amount for #customer_name, on #subject.

#lines

With it, #all_asked come to #total.
The company will then owe the customer #owed on this invoice.
It takes the place of the earlier request for #earlier_amount, which you need not answer any more.
Reason: #reason
Comment: #comment
You are asked in place of #instead_of.

#link

Please answer by #due. The link is yours alone. Opening it changes nothing: you answer on the \
page that it opens.

If you are signed in anyway: #dispute_link""",
        ),
        Template(
            "approvalApproved",
            "Approved: #amount for #customer_name, #subject",
            """Hello #person_name,

#decided_by approved the #asked of #amount for #customer_name, on #subject.

#lines

Once it is credited, the company will owe the customer #owed on this invoice.
Comment: #comment

#dispute_link""",
        ),
        Template(
            "approvalRejected",
            "Rejected: #amount for #customer_name, #subject",
            """Hello #person_name,

#decided_by rejected the #asked of #amount for #customer_name, on #subject. #put_back

Comment: #comment

#lines

#dispute_link""",
        ),
        Template(
            "approvalEnded",
            "Not approved: #amount for #customer_name, #subject",
            """Hello #person_name,

Nobody has approved the #asked of #amount for #customer_name, on #subject. #put_back

#comment

#lines

#dispute_link""",
        ),
        Template(
            "approvalSetAside",
            "No longer asked for: #amount for #customer_name, #subject",
            """Hello #person_name,

Your request for a #asked of #amount for #customer_name, on #subject, was #outcome by #decided_by.

#comment

#dispute_link""",
        ),
        Template(
            "approvalOver",
            "No longer needed: your answer about #amount for #customer_name, #subject",
            """Hello #person_name,

Your answer about the #asked of #amount for #customer_name, on #subject, is not needed any more.

The request was #outcome by #decided_by.

Comment: #comment

If you are to decide about another amount, you get a mail of its own.

#dispute_link""",
        ),
        Template(
            "bookingNews",
            "Booking #booking_reference: #unread in your dispute",
            """Hello #person_name,

You have #unread in the dispute on booking #booking_reference between #operator_name and \
#aggregator_name.

#news

#dispute_link

There is no mail for each message: what else comes in the next while, you find there.""",
        ),
        Template(
            "messageNews",
            "Invoice #invoice_number: #unread in the dispute",
            """Hello #person_name,

You have #unread in the dispute of #customer_name on invoice #invoice_number.

#news

#dispute_link

There is no mail for each message: what else comes in the next while, you find there.""",
        ),
        Template(
            "orderNews",
            "Order #order_number: #unread in dispute #dispute_id",
            """Hello #person_name,

You have #unread in dispute #dispute_id on order #order_number (#claim).

#news

Please answer by #deadline.

#dispute_link

There is no mail for each message: what else comes in the next while, you find there.""",
        ),
        Template(
            "orderEscalated",
            "Please look at dispute #dispute_id on order #order_number",
            """Hello #person_name,

Dispute #dispute_id on order #order_number (#claim) needs you:

#news

#dispute_link""",
        ),
        Template(
            "vendorAsked",
            "Please answer by #deadline: order #order_number",
            """Hello #person_name,

The customer of order #order_number says: #claim. Did you pay, how much, and how?

#link

Please answer by #deadline. Opening the link changes nothing: you answer on the page that it \
opens. Until you say that it is final, you can change what you said.

If you are signed in anyway: #dispute_link

The last of what is unread, #unread in all:
#news""",
        ),
        Template(
            "resolverAsked",
            "#item_status: please look at open items of #customer_name",
            """Hello #person_name,

#collector asks you to clear up open items of #customer_name, #items_total in all.

#item_status: #comment

#items_list_selected

#link

Please answer by #due. The link is yours alone. Opening it changes nothing: you answer on the \
page that it opens.""",
        ),
        Template(
            "resolverChased",
            "#item_status: open items of #customer_name still wait for you",
            """Hello #person_name,

Open items of #customer_name, #items_total in all, still wait for an answer.
You are asked in place of #instead_of.

#item_status: #comment

#items_list_selected

#link

Please answer by #due. The link is yours alone. Opening it changes nothing: you answer on the \
page that it opens.""",
        ),
        Template(
            "resolverSilent",
            "No answer from #resolver: open items of #customer_name",
            """Hello #person_name,

#resolver was chased #chases times about open items of #customer_name, #items_total in all, and \
has not answered.

#item_status: #comment

#items_list_selected

#collector follows it up; the next date is #due.""",
        ),
        Template(
            FIRST,
            "Reminder: open items of account #account_number",
            """Dear #customer_name,

These items are open as of #as_of. Please pay #items_total.

#items_list_selected

This is letter #letter_number of #letter_count: what else is open, the others name.
Missed of your payment plan: #instalments_missed.
What is in clarification is not asked for.
You have #credits_named with us, which is not set off here.
You have #credits_set_off with us, which is set off here against the oldest items.

If you have paid meanwhile, thank you: this letter needs no answer then.""",
        ),
        Template(
            SECOND,
            "Second reminder: open items of account #account_number",
            """Dear #customer_name,

We reminded you of open items before, and as of #as_of these are still open. Please pay \
#items_total.

#items_list_selected

This is letter #letter_number of #letter_count: what else is open, the others name.
Missed of your payment plan: #instalments_missed.
What is in clarification is not asked for.
You have #credits_named with us, which is not set off here.
You have #credits_set_off with us, which is set off here against the oldest items.

If something is not right, please tell us.""",
        ),
        Template(
            FINAL,
            "Final notice: open items of account #account_number",
            """Dear #customer_name,

This is the last reminder of items that are open as of #as_of. Please pay #items_total now.

#items_list_selected

This is letter #letter_number of #letter_count: what else is open, the others name.
Missed of your payment plan: #instalments_missed.
What is in clarification is not asked for.
You have #credits_named with us, which is not set off here.
You have #credits_set_off with us, which is set off here against the oldest items.

If something is not right, please tell us at once.""",
        ),
        Template(
            "promiseAsked",
            "When will you pay? Open items of account #account_number",
            """Dear #customer_name,

These items are open; #items_total is to be paid. Please tell us until when you pay them.

#items_list_selected

#comment

#link

The link is for you alone, and good until #due. Opening it changes nothing: you promise on the \
page that it opens.
If you have paid meanwhile, thank you.

#collector""",
        ),
        Template(outcomes.OUTCOME, outcomes.SUBJECT, outcomes.BODY),
        Template(
            "supportAsked",
            "Please step in: booking #booking_reference, #operator_name and #aggregator_name",
            """Hello #person_name,

#operator_name and #aggregator_name do not agree about booking #booking_reference, and support is \
asked to step in:

#issue

#dispute_link

The last of what is unread in their thread, #unread in all:
#news""",
        ),
        Template(
            "ticketNews",
            "#ticket_subject: #unread (ticket #ticket_id)",
            """Hello #person_name,

You have #unread in ticket #ticket_id of #customer_name: #ticket_subject

#news

#dispute_link

There is no mail for each message: what else comes in the next while, you find there.""",
        ),
        Template(
            "mailRefused",
            "Your answer on #thing was not passed on",
            """Hello #person_name,

Your answer by mail on #thing was not taken:

#comment

Nobody answers this mail. Where you can sign in, go on there:

#dispute_link""",
        ),
    )
}
