"""Words that resolutions are made of, in the six languages: texts are put together from them by chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from i18n.languages import Tag


@dataclass(frozen=True, slots=True)
class Phrases:
    """How a language opens a paragraph, goes on, and cites; none has a sign that Markdown would read."""

    openings: tuple[str, ...]
    parts: tuple[str, ...]
    see: str


PHRASES: Mapping[Tag, Phrases] = {
    Tag("ar"): Phrases(
        ("إذ تشير", "إذ تؤكد من جديد", "تهيب", "تحث", "تطلب", "ترحب"),
        (
            "إلى جميع قراراتها السابقة", "بحماية حقوق المهاجرين", "الدول الأعضاء على أن تكفل", "وفقا للقانون الدولي",
            "في إطار تنفيذ خطة التنمية", "مع مراعاة احتياجات الأطفال", "بالتعاون مع المنظمات الدولية",
            "من أجل تعزيز سيادة القانون", "بغض النظر عن وضعهم القانوني", "وأن تقدم تقريرا عن ذلك",
        ),
        "انظر",
    ),
    Tag("en"): Phrases(
        ("Recalling", "Reaffirming", "Calls upon", "Urges", "Requests", "Welcomes"),
        (
            "all its previous resolutions on the subject", "the protection of the human rights of migrants",
            "Member States to ensure that", "in accordance with international law",
            "in the implementation of the Agenda", "taking into account the needs of children",
            "in cooperation with international organizations", "with a view to strengthening the rule of law",
            "regardless of their migration status", "and to report thereon at its next session",
        ),
        "See",
    ),
    Tag("es"): Phrases(
        ("Recordando", "Reafirmando", "Exhorta", "Insta", "Solicita", "Acoge con beneplácito"),
        (
            "todas sus resoluciones anteriores sobre la cuestión", "la protección de los derechos de los migrantes",
            "a los Estados Miembros a que velen por que", "de conformidad con el derecho internacional",
            "en la aplicación de la Agenda", "teniendo en cuenta las necesidades de los niños",
            "en cooperación con las organizaciones internacionales", "con miras a fortalecer el estado de derecho",
            "independientemente de su situación migratoria", "y que le informe al respecto",
        ),
        "Véase",
    ),
    Tag("fr"): Phrases(
        ("Rappelant", "Réaffirmant", "Demande", "Exhorte", "Prie", "Se félicite"),
        (
            "toutes ses résolutions antérieures sur la question", "la protection des droits des migrants",
            "aux États Membres de veiller à ce que", "conformément au droit international",
            "dans le cadre de la mise en œuvre du Programme", "compte tenu des besoins des enfants",
            "en coopération avec les organisations internationales", "en vue de renforcer l’état de droit",
            "quel que soit leur statut migratoire", "et de lui en rendre compte",
        ),
        "Voir",
    ),
    Tag("ru"): Phrases(
        ("Напоминая", "Подтверждая", "Призывает", "Настоятельно призывает", "Просит", "Приветствует"),
        (
            "обо всех своих предыдущих резолюциях по этому вопросу", "защиту прав человека мигрантов",
            "государства-члены обеспечить, чтобы", "в соответствии с международным правом",
            "в рамках осуществления Повестки дня", "с учетом потребностей детей",
            "в сотрудничестве с международными организациями", "в целях укрепления верховенства права",
            "независимо от их миграционного статуса", "и представить ей доклад об этом",
        ),
        "См.",
    ),
    Tag("zh"): Phrases(
        ("回顾", "重申", "促请", "敦促", "请", "欢迎"),
        (
            "其以往关于这个问题的所有决议", "保护移民的人权", "会员国确保", "按照国际法", "在执行议程方面",
            "考虑到儿童的需要", "与国际组织合作", "以期加强法治", "不论其移民身份如何", "并就此提出报告",
        ),
        "见",
    ),
}  # fmt: skip
