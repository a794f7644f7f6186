import io

from PIL import ImageCms

from pipeline.render.pdf.icc import srgb_profile


def converted(profile: ImageCms.ImageCmsProfile, colour: tuple[int, int, int]) -> object:
    from PIL import Image

    image = Image.new("RGB", (1, 1), colour)
    lab = ImageCms.createProfile("LAB")
    transform = ImageCms.buildTransform(profile, lab, "RGB", "LAB")
    return ImageCms.applyTransform(image, transform).getpixel((0, 0))


def test_the_profile_is_srgb() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    theirs = ImageCms.createProfile("sRGB")
    reference = ImageCms.ImageCmsProfile(theirs)
    for colour in [(255, 255, 255), (0, 0, 0), (0, 75, 107), (255, 244, 214), (200, 10, 90)]:
        assert converted(ours, colour) == converted(reference, colour)


def test_the_profile_tells_its_length() -> None:
    profile = srgb_profile()
    assert int.from_bytes(profile[:4], "big") == len(profile)
    assert len(profile) < 600
