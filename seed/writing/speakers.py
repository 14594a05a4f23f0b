"""In whose name a resolution speaks: the words that open it, as the official languages print them."""

from __future__ import annotations

from i18n.languages import Tag
from store.records import DocumentKind, DocumentRecord

_SPEAKERS = {
    "UN-GA": {
        "ar": "إن الجمعية العامة،",
        "zh": "大会，",
        "en": "The General Assembly,",
        "fr": "L’Assemblée générale,",
        "ru": "Генеральная Ассамблея,",
        "es": "La Asamblea General,",
    },
    "UN-SC": {
        "ar": "إن مجلس الأمن،",
        "zh": "安全理事会，",
        "en": "The Security Council,",
        "fr": "Le Conseil de sécurité,",
        "ru": "Совет Безопасности,",
        "es": "El Consejo de Seguridad,",
    },
    "UN-ECOSOC": {
        "ar": "إن المجلس الاقتصادي والاجتماعي،",
        "zh": "经济及社会理事会，",
        "en": "The Economic and Social Council,",
        "fr": "Le Conseil économique et social,",
        "ru": "Экономический и Социальный Совет,",
        "es": "El Consejo Económico y Social,",
    },
    "UN-HRC": {
        "ar": "إن مجلس حقوق الإنسان،",
        "zh": "人权理事会，",
        "en": "The Human Rights Council,",
        "fr": "Le Conseil des droits de l’homme,",
        "ru": "Совет по правам человека,",
        "es": "El Consejo de Derechos Humanos,",
    },
}


def speaker(document: DocumentRecord, language: Tag) -> str:
    """The words, or nothing where a document speaks in nobody's name, or they are not known in a language."""
    if document.kind is not DocumentKind.RESOLUTION:
        return ""
    return _SPEAKERS.get(document.body or "", {}).get(language, "")
