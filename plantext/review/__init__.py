"""What people say of the names found: samples to judge, verdicts read back, precision, agreement, corrections."""

from plantext.review.agreement import agreement_table, cohen_kappa, krippendorff_alpha
from plantext.review.corrections import lexicon_rows, write_lexicon
from plantext.review.estimates import precision_table
from plantext.review.exchange import write_tasks
from plantext.review.imports import Annotations, read_annotations
from plantext.review.sample import draw_sample, draw_sentences
from plantext.review.sheet import write_sheet
from plantext.review.spans import as_review, gold_rows, span_agreement, write_gold
from plantext.review.verdicts import Review, read_review

__all__ = [
    "Annotations",
    "Review",
    "agreement_table",
    "as_review",
    "cohen_kappa",
    "draw_sample",
    "draw_sentences",
    "gold_rows",
    "krippendorff_alpha",
    "lexicon_rows",
    "precision_table",
    "read_annotations",
    "read_review",
    "span_agreement",
    "write_gold",
    "write_lexicon",
    "write_sheet",
    "write_tasks",
]
