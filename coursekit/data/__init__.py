"""Data: the sets of the course, made-up sets, your own, and what happens before training."""

from typing import TYPE_CHECKING

from coursekit._later import later
from coursekit.data.batches import minibatches
from coursekit.data.bundled import animals, digit_weights, digits, houses, penguins, silhouettes
from coursekit.data.dataset import Dataset, Splits
from coursekit.data.faces import draw_cat, draw_dog, faces
from coursekit.data.generators import blobs, circles, moons, spirals
from coursekit.data.messages import messages
from coursekit.data.splitting import split_groups, split_indices
from coursekit.data.tables import Table

if TYPE_CHECKING:
    from coursekit.data.answer_key import AnswerKey, Catch, PlantedError
    from coursekit.data.cards import Card, card, card_names
    from coursekit.data.cleaning import Column, Description, describe
    from coursekit.data.own_arrays import from_arrays
    from coursekit.data.own_csv import from_csv
    from coursekit.data.own_images import from_images
    from coursekit.data.planting import (
        HOUSE_FAULTS,
        TEXT_FAULTS,
        Fault,
        plant_table_errors,
        plant_text_errors,
    )
    from coursekit.data.scaling import MinMaxScaler, Standardizer

__all__ = [
    "HOUSE_FAULTS",
    "TEXT_FAULTS",
    "AnswerKey",
    "Card",
    "Catch",
    "Column",
    "Dataset",
    "Description",
    "Fault",
    "MinMaxScaler",
    "PlantedError",
    "Splits",
    "Standardizer",
    "Table",
    "animals",
    "blobs",
    "card",
    "card_names",
    "circles",
    "describe",
    "digit_weights",
    "digits",
    "draw_cat",
    "draw_dog",
    "faces",
    "from_arrays",
    "from_csv",
    "from_images",
    "houses",
    "messages",
    "minibatches",
    "moons",
    "penguins",
    "plant_table_errors",
    "plant_text_errors",
    "silhouettes",
    "spirals",
    "split_groups",
    "split_indices",
]

__getattr__ = later(
    __name__,
    {
        "AnswerKey": "coursekit.data.answer_key",
        "Card": "coursekit.data.cards",
        "Catch": "coursekit.data.answer_key",
        "Column": "coursekit.data.cleaning",
        "Description": "coursekit.data.cleaning",
        "Fault": "coursekit.data.planting",
        "HOUSE_FAULTS": "coursekit.data.planting",
        "MinMaxScaler": "coursekit.data.scaling",
        "PlantedError": "coursekit.data.answer_key",
        "Standardizer": "coursekit.data.scaling",
        "TEXT_FAULTS": "coursekit.data.planting",
        "card": "coursekit.data.cards",
        "card_names": "coursekit.data.cards",
        "describe": "coursekit.data.cleaning",
        "from_arrays": "coursekit.data.own_arrays",
        "from_csv": "coursekit.data.own_csv",
        "from_images": "coursekit.data.own_images",
        "plant_table_errors": "coursekit.data.planting",
        "plant_text_errors": "coursekit.data.planting",
    },
)


def __dir__() -> list[str]:
    return __all__
