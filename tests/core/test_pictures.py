"""Looking at pictures before they are kept."""

from io import BytesIO

from PIL import Image

from core.pictures import look_at


def test_a_telephone_s_photo_with_a_second_picture_in_it_is_a_jpeg() -> None:
    first = Image.linear_gradient("L").convert("RGB")
    file = BytesIO()
    first.save(file, "MPO", save_all=True, append_images=[first.rotate(90)])
    assert look_at(file.getvalue()) == ("image/jpeg", 256, 256)
